"""A meeting hall for the browser: the page of js/attendance.js and a server behind it.

Rows are rendered by the product's own macro; what the server does with a tap is
set by the test.
"""

from dataclasses import dataclass, field

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import include, path

from tests.ui.render import render

NAMES = ["Nguyễn Thị Bích Ánh", "Trần Hữu Cường", "Huỳnh Ngọc Dũng"]
IMPORTS = """
{% from "ui/roll.html" import roll, mark_row with context %}
{% from "ui/notice.html" import line_state %}
{% set choices = [("PRESENT", "Có mặt", "good"), ("EXCUSED", "Có phép", none), ("ABSENT", "Vắng", "bad")] %}
"""
PAGE = (
    '{% extends "ui/base.html" %}'
    + IMPORTS
    + """
{% block head %}<script type="module" src="{{ static("ui/js/attendance.js") }}"></script>{% endblock %}
{% block title %}Điểm danh{% endblock %}
{% block content %}
<h1>Điểm danh</h1>
<p id="count">{{ marked | length }}</p>
{% call roll("hall-1") %}{% for name in names %}
{{ mark_row("row-%d" % loop.index, name, "/mark/%d/" % loop.index, choices, chosen=marked.get(loop.index), fields={"marked_at": ""}) }}
{% endfor %}{% endcall %}
{{ line_state() }}
{% endblock %}
"""
)
PIECE = (
    IMPORTS
    + """
{{ mark_row("row-%d" % number, names[number - 1], "/mark/%d/" % number, choices, chosen=marked.get(number), error=error) }}
<p id="count">{{ marked | length }}</p>
"""
)


@dataclass
class Hall:
    """What arrived, in order, and what to answer: a status, or 302 to the sign-in."""

    taps: list[dict[str, str]] = field(default_factory=list)
    marked: dict[int, str] = field(default_factory=dict)
    answer: int = 200


hall = Hall()


@login_not_required
def show(request):
    return HttpResponse(render(PAGE, request, names=NAMES, marked=hall.marked))


@login_not_required
def mark(request, number):
    if hall.answer == 302:
        return HttpResponse(status=302, headers={"Location": "/sign-in/"})
    if hall.answer >= 500:
        return HttpResponse("<!doctype html><h1>Hỏng</h1>", status=hall.answer)
    hall.taps.append({"row": number, **request.POST.dict()})
    error = None
    if hall.answer == 200:
        hall.marked[number] = request.POST["presence"]
    else:
        error = "Buổi sinh hoạt đã kết thúc."
    piece = render(
        PIECE, request, names=NAMES, marked=hall.marked, number=number, error=error
    )
    return HttpResponse(piece, status=hall.answer)


urlpatterns = [
    path("", show),
    path("mark/<int:number>/", mark),
    path("gallery/", include("ganket.ui.urls")),
]
