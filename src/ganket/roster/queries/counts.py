"""The true counts behind the tallies, from the rows themselves."""

from collections.abc import Callable

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from ganket.roster.enums import IntroductionState, LinkEnd
from ganket.roster.models import HomeLink, Introduction
from ganket.tallies.enums import Measure

Counted = list[tuple[int, int, int]]


def home_links_opened() -> Counted:
    rows = HomeLink.objects.exclude(end=LinkEnd.MISTAKE)
    leaf = Coalesce(F("cell"), F("ward"))
    counted = rows.values_list(leaf, "since__year").annotate(Count("pk")).order_by()
    return list(counted)


def home_links_ended() -> Counted:
    rows = HomeLink.objects.exclude(end=LinkEnd.MISTAKE).exclude(until=None)
    leaf = Coalesce(F("cell"), F("ward"))
    counted = rows.values_list(leaf, "until__year").annotate(Count("pk")).order_by()
    return list(counted)


def introductions_issued() -> Counted:
    rows = Introduction.objects.exclude(state=IntroductionState.WITHDRAWN)
    counted = rows.values_list("to_ward", "issued_on__year").annotate(Count("pk"))
    return list(counted.order_by())


def introductions_received() -> Counted:
    rows = Introduction.objects.filter(
        state__in=[IntroductionState.RECEIVED, IntroductionState.ASSIGNED]
    )
    counted = rows.values_list("to_ward", "received_on__year").annotate(Count("pk"))
    return list(counted.order_by())


def introductions_assigned() -> Counted:
    rows = Introduction.objects.filter(state=IntroductionState.ASSIGNED)
    counted = rows.values_list("home_link__cell", "assigned_on__year")
    return list(counted.annotate(Count("pk")).order_by())


RECOUNTS: dict[Measure, Callable[[], Counted]] = {
    Measure.HOME_LINKS_OPENED: home_links_opened,
    Measure.HOME_LINKS_ENDED: home_links_ended,
    Measure.INTRODUCTIONS_ISSUED: introductions_issued,
    Measure.INTRODUCTIONS_RECEIVED: introductions_received,
    Measure.INTRODUCTIONS_ASSIGNED: introductions_assigned,
}
