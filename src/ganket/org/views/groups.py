"""Residential groups of a ward and the cells that they belong to."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ganket.accounts.web import Request
from ganket.kernel import clock
from ganket.kernel.errors import NotAllowed, Refused
from ganket.org import commands, forms, queries
from ganket.org.models import ResidentialGroup
from ganket.org.views.units import BAD, unit_for
from ganket.ui.web import status_of


@require_http_methods(["GET", "POST"])
def add_group(request: Request, code: str) -> HttpResponse:
    ward = unit_for(request, code)
    if not (ward.is_ward and queries.rights_in(request.user, ward).may_open):
        raise NotAllowed
    form = forms.AddGroup(request.POST or None)
    page = {"ward": ward, "form": form}
    if request.method != "POST":
        return render(request, "org/add_group.html", page)
    if not form.is_valid():
        return render(request, "org/add_group.html", page, status=BAD)
    try:
        group = commands.add_group(actor=request.user, ward=ward, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("name", str(refusal))
        return render(request, "org/add_group.html", page, status=status_of(refusal))
    messages.success(
        request, _("Đã thêm %s. Đồng chí xếp tổ dân cư này về chi bộ.") % group
    )
    return redirect("org:place_group", group.pk)


@require_http_methods(["GET", "POST"])
def place_group(request: Request, residential_group_id: int) -> HttpResponse:
    group = _group(request, residential_group_id)
    form = forms.PlaceGroup(
        request.POST or None,
        cells=queries.residence_cells(group.ward),
        initial={"since": clock.today(), "cell": queries.cell_of_group(group)},
    )
    page = {"group": group, "form": form}
    if request.method != "POST":
        return render(request, "org/place_group.html", page)
    if not form.is_valid():
        return render(request, "org/place_group.html", page, status=BAD)
    try:
        commands.place_group(actor=request.user, group=group, **form.cleaned_data)
    except Refused as refusal:
        field = "since" if isinstance(refusal, commands.TermRunsBackwards) else None
        form.add_error(field, str(refusal))
        return render(request, "org/place_group.html", page, status=status_of(refusal))
    messages.success(request, _("Đã xếp %s về chi bộ.") % group)
    return redirect("org:unit", group.ward.code)


def _group(request: Request, pk: int) -> ResidentialGroup:
    group = get_object_or_404(queries.groups_for(request.user), pk=pk)
    if not queries.rights_in(request.user, group.ward).may_open:
        raise NotAllowed
    return group
