import factory

from ganket.notices import commands
from ganket.notices.models import Notice
from ganket.org.enums import Role
from tests.factories.accounts import AccountFactory
from tests.factories.org import residence_cell


class NoticeFactory(factory.django.DjangoModelFactory):
    """A draft of a cell."""

    class Meta:
        model = Notice

    unit = factory.LazyFunction(residence_cell)
    title = factory.Sequence(lambda n: f"Họp tổ dân phố lần {n}")
    body = "Tối thứ Bảy này, 19 giờ, tại nhà văn hóa khóm."


def sent_notice(unit, *, actor=None, **kwargs):
    """A notice that has gone out to whoever belonged to its audience just now."""
    actor = actor or AccountFactory(holds=[(Role.SECRETARY, unit)])
    notice = NoticeFactory(unit=unit, **kwargs)
    commands.send_notice(actor=actor, notice=notice, version=notice.version)
    notice.refresh_from_db()
    return notice
