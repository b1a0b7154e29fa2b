"""The product's own addresses and a few more, as careless people write them."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from ganket.config.urls import urlpatterns as real
from ganket.people.models import Person


def open_list(request):
    return HttpResponse(", ".join(p.full_name for p in Person.objects.all()))


@login_not_required
def public_list(request):
    return HttpResponse("Chưa có ai.")


def written_for_anybody(request):
    return HttpResponse("Đã lưu.") if request.method == "POST" else HttpResponse()


urlpatterns = [
    *real,
    path("planted/list/", open_list, name="planted_list"),
    path("planted/public/", public_list, name="planted_public"),
    path("planted/write/", written_for_anybody, name="planted_write"),
]
