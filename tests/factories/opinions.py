from uuid import uuid4

from ganket.opinions import commands
from ganket.opinions.models import Opinion
from tests.factories.roster import member_at

WORDS = {"subject": "Thoát nước", "place": "Hẻm 5", "text": "Mưa là ngập."}


def raised(cell=None, *, member=None, **words):
    """An opinion that a member of the cell has just raised from the phone."""
    member = member or member_at(cell, account=True)
    before = Opinion.objects.filter(member=member).count()
    # The same words on one day are one opinion.
    default = WORDS | ({"text": f"{WORDS['text']} Lần {before + 1}."} if before else {})
    opinion = commands.raise_opinion(
        actor=member.person.account, client_key=uuid4(), **(default | words)
    )
    return fresh(opinion)


def answered(cell=None, *, by, outcome="SOLVED", **kwargs):
    """An opinion that waits for its proposer's word."""
    opinion = raised(cell, **kwargs)
    commands.answer_opinion(
        actor=by,
        opinion=opinion,
        version=opinion.version,
        text="Đã làm xong.",
        outcome=outcome,
    )
    return fresh(opinion)


def fresh(opinion):
    """The opinion as it stands in the database, with what a page fetches of it."""
    rows = Opinion.objects.select_related("unit", "holder", "member__person__account")
    return rows.get(pk=opinion.pk)
