import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ganket.documents.models import IssuedDocument
from ganket.kernel import clock
from ganket.meetings.enums import ItemKind, MeetingKind, MeetingState, Presence
from ganket.org.models import Unit
from ganket.people.models import Person
from ganket.roster.models import Member

# What a form sent twice runs into, and two who plan the same meeting.
MEETING_ONCE_PER_KEY = models.UniqueConstraint(
    fields=["client_key"], name="meetings_meeting_once_per_key"
)
ONE_REGULAR_A_HALF = models.UniqueConstraint(
    fields=["unit", "year", "half"],
    condition=Q(half__isnull=False) & ~Q(state=MeetingState.CANCELLED),
    name="meetings_meeting_one_regular_a_half",
)
MARK_ONCE_PER_KEY = models.UniqueConstraint(
    fields=["key"], name="meetings_mark_once_per_key"
)


class Meeting(models.Model):
    """A meeting of a cell with the members who live there.

    The first item of its agenda is always the state of the cell's opinions. It
    is closed once; after that nothing about it changes. ``opinions`` holds that
    first item as it stood when the meeting was closed, ``number`` is what its minutes
    were given then.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="meetings")
    kind = models.CharField(_("loại"), max_length=8, choices=MeetingKind.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    half = models.PositiveSmallIntegerField(_("kỳ"), null=True, blank=True)
    title = models.CharField(_("tên buổi sinh hoạt"), max_length=160)
    held_at = models.DateTimeField(_("thời gian"))
    place = models.CharField(_("địa điểm"), max_length=160)
    state = models.CharField(
        _("trạng thái"),
        max_length=12,
        choices=MeetingState.choices,
        default=MeetingState.PLANNED,
    )
    minutes = models.TextField(_("kết luận"), max_length=20000, blank=True)
    chair = models.CharField(_("chủ trì"), max_length=120, blank=True)
    recorder = models.CharField(_("người ghi biên bản"), max_length=120, blank=True)
    opinions = models.JSONField(null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(_("lý do hủy"), max_length=280, blank=True)
    number = models.PositiveIntegerField(_("số biên bản"), null=True, blank=True)
    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+"
    )
    client_key = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=MeetingKind.REGULAR, half__in=[1, 2])
                | Q(kind=MeetingKind.EXTRA, half=None),
                name="meetings_meeting_regular_has_its_half",
            ),
            ONE_REGULAR_A_HALF,
            models.CheckConstraint(
                condition=Q(state=MeetingState.CLOSED, closed_at__isnull=False)
                | (~Q(state=MeetingState.CLOSED) & Q(closed_at=None)),
                name="meetings_meeting_closed_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CLOSED) | Q(opinions__isnull=False),
                name="meetings_meeting_closed_keeps_the_opinions",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.CLOSED, number__gte=1)
                | (~Q(state=MeetingState.CLOSED) & Q(number=None)),
                name="meetings_meeting_closed_has_its_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CANCELLED) | ~Q(cancelled_because=""),
                name="meetings_meeting_cancelled_with_a_reason",
            ),
            MEETING_ONCE_PER_KEY,
        ]
        indexes = [
            models.Index(fields=["unit", "held_at"], name="meetings_by_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        return self.state in {MeetingState.CLOSED, MeetingState.CANCELLED}


class AgendaItem(models.Model):
    """One block of an agenda, in its place; ``said`` is what the minutes say of it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("loại"), max_length=12, choices=ItemKind.choices)
    title = models.CharField(_("nội dung"), max_length=200)
    text = models.TextField(_("chi tiết"), max_length=5000, blank=True)
    said = models.TextField(_("đã bàn"), max_length=5000, blank=True)
    client_key = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "client_key"], name="meetings_item_once_per_key"
            ),
            models.UniqueConstraint(
                fields=["meeting", "position"], name="meetings_item_place_once"
            ),
            models.CheckConstraint(
                condition=Q(position=1, kind=ItemKind.OPINIONS)
                | (Q(position__gt=1) & ~Q(kind=ItemKind.OPINIONS)),
                name="meetings_item_opinions_come_first",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Whether one member came to one meeting, as the marks so far tell.

    ``presence`` is empty until somebody marks. ``is_disputed`` where two people's
    latest marks disagree: a human settles it. ``asked_leave`` where only the
    member's own word, given beforehand, stands so far; ``own_reason`` keeps that word
    whatever is marked later. ``is_walk_in`` for who was
    not expected and came. Follows from the marks; set only with them. ``version``
    counts the marks: raising it is what makes two who mark at once wait.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")
    presence = models.CharField(
        _("điểm danh"), max_length=8, choices=Presence.choices, blank=True
    )
    reason = models.CharField(_("lý do"), max_length=200, blank=True)
    is_walk_in = models.BooleanField(_("đến thêm"), default=False)
    is_disputed = models.BooleanField(_("hai người ghi khác nhau"), default=False)
    asked_leave = models.BooleanField(_("tự xin phép vắng"), default=False)
    own_reason = models.CharField(_("lý do tự báo"), max_length=200, blank=True)
    marked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    marked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"], name="meetings_attendance_once"
            ),
        ]
        indexes = [models.Index(fields=["member"], name="meetings_by_member")]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.meeting_id}: {self.presence}"


class Mark(models.Model):
    """One tap: who said what of whom, when. Marks are only ever added.

    ``key`` is made on the phone, so that a mark sent twice counts once. ``by`` is
    who marked, or on whose behalf a helper did. ``is_own``: the member's own word
    beforehand, which anybody's mark overrides. ``is_settling``: a human decided
    between two who disagreed, so that earlier marks no longer count.
    """

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="marks")
    presence = models.CharField(max_length=8, choices=Presence.choices)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.UUIDField()
    is_own = models.BooleanField(default=False)
    is_settling = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [MARK_ONCE_PER_KEY]

    def __str__(self) -> str:
        return f"{self.presence} of {self.attendance_id}"
