"""A meeting hall for the browser: the page of js/attendance.js and a server behind it.

Rows are rendered by the product's own macro; what the server does with a tap is
set by the test.
"""

from dataclasses import dataclass, field

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import loader
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
BARE = '{% extends "ui/base.html" %}{% block content %}FOUND{% endblock %}'
SWAPS = """
{% extends "ui/base.html" %}
{% from "ui/browse.html" import search %}
{% block content %}
<h1>Trả lời</h1>
{{ search("/find/", target="#results") }}
<p id="results">Chưa tìm</p>
<p id="piece">Như cũ</p>
{% for status in [200, 302, 403, 404, 409, 422, 500] %}
<button class="button" type="button" hx-post="/answer/{{ status }}/" hx-target="#piece" hx-swap="outerHTML">Gửi {{ status }}</button>
{% endfor %}
{% endblock %}
"""


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


@login_not_required
def swaps(request):
    return HttpResponse(render(SWAPS, request))


@login_not_required
def find(request):
    word = request.GET.get("q", "")
    found = '<p id="results">Tìm thấy {{ word }}</p>'
    return HttpResponse(render(BARE.replace("FOUND", found), request, word=word))


@login_not_required
def answer(request, status):
    if status == 302:
        return HttpResponse(status=302, headers={"Location": "/"})
    if status in {404, 500}:
        page = loader.get_template(f"{status}.html").render({}, request)
        return HttpResponse(page, status=status)
    return HttpResponse(f'<p id="piece">Trả lời {status}</p>', status=status)


urlpatterns = [
    path("", show),
    path("swaps/", swaps),
    path("find/", find),
    path("answer/<int:status>/", answer),
    path("mark/<int:number>/", mark),
    path("gallery/", include("ganket.ui.urls")),
    # The frame around every page leads to these.
    path("", include("ganket.config.urls")),
]
