"""Writing one row of a list, by the same steps as a person would."""

import dataclasses

from ganket.accounts.models import Account
from ganket.org.queries import offices_beyond
from ganket.roster.commands import placing
from ganket.roster.commands.home import open_home_link, write_residence
from ganket.roster.commands.introductions import issue_introduction
from ganket.roster.commands.lists.knowledge import Known
from ganket.roster.commands.lists.planning import Wanted
from ganket.roster.commands.members import rewrite_member, write_member
from ganket.roster.commands.particulars import Particulars
from ganket.roster.commands.work import change_job, close_work_link, open_work_link
from ganket.roster.enums import LinkEnd, ResidenceKind
from ganket.roster.models import HomeLink, Introduction, Member, WorkLink
from ganket.roster.queries import Side

REASON = "list"


def add_row(actor: Account, known: Known, row: Wanted) -> Member:
    """Write down somebody new with the link to the unit of the list."""
    member = write_member(actor=actor, particulars=row.particulars, is_another=True)
    _open_links(actor, known, member, row)
    return member


def change_row(actor: Account, known: Known, member: Member, row: Wanted) -> None:
    """Write what a row says over what stands; what it leaves empty stays."""
    _rewrite(actor, member, row.particulars)
    if known.side is Side.WORK:
        _change_work(actor, known.work_links.get(member.pk), member, row)
    else:
        _change_home(actor, known, known.home_links.get(member.pk), member, row)
        if row.work_cell is not None and member.pk not in known.work_links:
            _open_work(actor, member, row)


def introduce_row(
    actor: Account, known: Known, member: Member, row: Wanted
) -> Introduction | None:
    """Write the introduction to the ward that a row names, where one is still due."""
    if row.ward is None or member.pk in known.home_links:
        return None
    return issue_introduction(
        actor=actor,
        member=member,
        to_ward=row.ward,
        residence=row.residence or ResidenceKind.PERMANENT,
        address=row.address,
    )


def _rewrite(actor: Account, member: Member, given: Particulars) -> None:
    person = member.person
    stands = Particulars(
        full_name=person.full_name,
        sex=member.sex,
        born_on=member.born_on,
        birth_year=member.birth_year,
        joined_on=member.joined_on,
        official_on=member.official_on,
        party_card_no=member.party_card_no,
        phone_number=person.phone(),
        email=person.email,
    )
    new = {
        field.name: value
        for field in dataclasses.fields(given)
        if (value := getattr(given, field.name))
    }
    if offices_beyond(actor, person).exists():
        # A list does not move the address to which an office holder's codes go.
        new.pop("email", None)
    rewrite_member(
        actor=actor,
        member=member,
        version=member.version,
        person_version=person.version,
        particulars=dataclasses.replace(stands, **new),
    )


def _open_links(actor: Account, known: Known, member: Member, row: Wanted) -> None:
    if known.side is Side.HOME:
        _open_home(actor, known, member, row)
    if row.work_cell is not None:
        _open_work(actor, member, row)


def _open_work(actor: Account, member: Member, row: Wanted) -> None:
    if row.work_cell is not None:
        open_work_link(
            actor=actor,
            member=member,
            cell=row.work_cell,
            since=row.since,
            job=row.job,
        )


def _open_home(actor: Account, known: Known, member: Member, row: Wanted) -> None:
    if known.ward is not None:
        open_home_link(
            actor=actor,
            member=member,
            ward=known.ward,
            cell=row.home_cell,
            since=row.since,
            residence=row.residence or ResidenceKind.PERMANENT,
            address=row.address,
            group=row.group,
            reason=REASON,
        )


def _change_work(
    actor: Account, link: WorkLink | None, member: Member, row: Wanted
) -> None:
    if link is None or row.work_cell is None:
        _open_work(actor, member, row)
    elif link.cell_id != row.work_cell.pk:
        close_work_link(actor=actor, link=link, end=LinkEnd.MOVED_WORK, day=row.since)
        job = row.job or link.job
        _open_work(actor, member, dataclasses.replace(row, job=job))
    elif row.job and row.job != link.job:
        change_job(actor=actor, link=link, job=row.job)


def _change_home(
    actor: Account, known: Known, link: HomeLink | None, member: Member, row: Wanted
) -> None:
    if link is None:
        _open_home(actor, known, member, row)
        return
    if row.home_cell is not None and link.cell_id != row.home_cell.pk:
        link = placing.move(
            actor=actor, home_link=link, cell=row.home_cell, day=row.since
        )
    if row.address or row.residence or row.group:
        write_residence(
            actor=actor,
            home_link=link,
            version=link.version,
            address=row.address or link.address,
            residence=row.residence or link.residence,
            group=row.group or link.group,
        )
