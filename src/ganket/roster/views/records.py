"""A member's own record: written down, taken over, corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from ganket.accounts.web import Request
from ganket.kernel.errors import NotAllowed
from ganket.org.models import Unit
from ganket.org.queries import groups_of, residence_cells
from ganket.roster import commands, forms, queries
from ganket.roster.models import Member
from ganket.roster.queries import CORRECT_CONTACT, CORRECT_MEMBER
from ganket.roster.web import (
    SOMETIMES,
    back_to,
    form_page,
    given,
    member_for,
    page_for,
    posted,
    renew,
    seat_of,
)


@SOMETIMES
def add(request: Request) -> HttpResponse:
    """Write a new member of one's place of work down."""
    seat = seat_of(request)
    cells = queries.cells_to_add_at(request.user, seat.unit)
    if not cells.exists():
        raise NotAllowed
    form = forms.NewMemberForm(posted(request), cells=cells)

    def command() -> None:
        values = form.cleaned_data
        member = commands.add_member(
            actor=request.user,
            particulars=form.particulars,
            **{n: values[n] for n in ("cell", "job", "since", "client_key")},
            is_another=bool(values["is_another"]),
        )
        messages.success(request, _("Đã ghi tên đồng chí %(name)s.") % {"name": member})
        form.member = member  # type: ignore[attr-defined] # where to go next

    if given(form, command):
        return redirect("roster:introduce", form.member.pk)  # type: ignore[attr-defined] # set by the command
    if isinstance(getattr(form, "refusal", None), commands.PerhapsTheSame):
        form.ask_about_the_namesake()
    return form_page(request, "roster/add.html", form, seat=seat)


@SOMETIMES
def take_in(request: Request) -> HttpResponse:
    """Write down, in a ward, somebody whose introduction came on paper."""
    seat = seat_of(request)
    if "take-in" not in queries.rights_at(request.user, seat):
        raise NotAllowed
    ward = seat.unit
    form = forms.TakeInForm(
        posted(request), groups=groups_of(ward), cells=residence_cells(ward)
    )
    found: list[Member] = []
    if given(form, lambda: found.append(_take_in(request, form, ward))):
        said = _("Đã tiếp nhận đồng chí %(name)s.")
        messages.success(request, said % {"name": found[0]})
        return back_to(found[0])
    if isinstance(getattr(form, "refusal", None), commands.PerhapsTheSame):
        form.ask_about_the_namesake()
    return form_page(request, "roster/take_in.html", form, seat=seat)


def _take_in(request: Request, form: forms.TakeInForm, ward: Unit) -> Member:
    names = ("residence", "address", "cell", "received_on", "client_key")
    values = form.cleaned_data
    return commands.take_in_member(
        actor=request.user,
        ward=ward,
        particulars=form.particulars,
        group=values.get("group"),
        is_another=bool(values["is_another"]),
        **{name: values[name] for name in names},
    )


@SOMETIMES
def take(request: Request) -> HttpResponse:
    """Take over somebody who comes from another place of work, by a number alone."""
    seat = seat_of(request)
    cells = queries.cells_to_add_at(request.user, seat.unit)
    if not cells.exists():
        raise NotAllowed
    form = forms.TakeForm(posted(request), cells=cells)
    found: list[Member] = []

    def command() -> None:
        values = form.cleaned_data
        member = commands.take_over(
            actor=request.user,
            number=values["number"],
            cell=values["cell"],
            job=values["job"],
            since=values["since"],
        )
        found.append(member)

    if given(form, command):
        messages.success(
            request, _("Đã nhận đồng chí %(name)s về.") % {"name": found[0]}
        )
        return back_to(found[0])
    return form_page(request, "roster/take.html", form, seat=seat)


@SOMETIMES
def correct(request: Request, member_id: int) -> HttpResponse:
    member = member_for(request, member_id, CORRECT_MEMBER)
    form = forms.CorrectMemberForm(posted(request), initial=_initial(member))

    def command() -> None:
        commands.correct_member(
            actor=request.user,
            member=member,
            version=form.cleaned_data["version"],
            person_version=form.cleaned_data["person_version"],
            particulars=form.particulars,
        )

    if given(form, command):
        messages.success(request, _("Đã lưu thông tin."))
        return back_to(member)
    fresh = queries.find_member(member.pk) or member
    renew(form, version=fresh.version, person_version=fresh.person.version)
    return form_page(request, "roster/correct.html", form, member=member)


def _initial(member: Member) -> dict[str, Any]:
    person = member.person
    names = ("sex", "born_on", "birth_year", "joined_on", "official_on")
    return {
        **{name: getattr(member, name) for name in names},
        "party_card_no": member.party_card_no,
        "full_name": person.full_name,
        "email": person.email,
        "phone_number": person.phone(),
        "version": member.version,
        "person_version": person.version,
    }


@SOMETIMES
def strike(request: Request, member_id: int) -> HttpResponse:
    """Take back a record that was a mistake: a look first, then it is gone."""
    member = member_for(request, member_id, CORRECT_MEMBER)
    name = member.person.full_name
    form = forms.StrikeForm(posted(request))
    if given(form, lambda: commands.strike_member(actor=request.user, member=member)):
        messages.success(request, _("Đã bỏ bản ghi của %(name)s.") % {"name": name})
        return redirect("roster:members")
    lead = _(
        "%(name)s sẽ không còn trong danh sách. Chỉ bỏ được khi chưa có việc nào gắn "
        "với bản ghi này; nhật ký vẫn giữ ai đã ghi, ai đã bỏ."
    )
    title, button = _("Bỏ bản ghi nhầm"), _("Bỏ bản ghi này")
    return page_for(
        request, form, member, title=title, button=button, lead=lead % {"name": name}
    )


@SOMETIMES
def contact(request: Request, member_id: int) -> HttpResponse:
    member = member_for(request, member_id, CORRECT_CONTACT)
    person = member.person
    initial = {
        "phone_number": person.phone(),
        "email": person.email,
        "person_version": person.version,
    }
    form = forms.ContactForm(posted(request), initial=initial)

    def command() -> None:
        commands.correct_contact(actor=request.user, member=member, **form.cleaned_data)

    if given(form, command):
        messages.success(request, _("Đã lưu số điện thoại và thư điện tử."))
        return back_to(member)
    fresh = queries.find_member(member.pk) or member
    renew(form, person_version=fresh.person.version)
    title = _("Sửa số điện thoại, thư điện tử")
    return page_for(request, form, member, title=title, button=_("Lưu"))
