import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ganket.documents.models import IssuedDocument
from ganket.kernel import clock
from ganket.org.models import Unit
from ganket.people.models import Person
from ganket.reviews.enums import (
    CONFIRMED_STATES,
    OPEN_TO_MEMBER,
    RequestReason,
    ReviewForm,
    ReviewState,
)
from ganket.roster.models import Member
from ganket.rulebook.forms import ReviewForm as Paper
from ganket.rulebook.models import RulePack
from ganket.rulebook.queries import get_pack


class ReviewCycle(models.Model):
    """A ward's yearly round of reviews, with the days that the ward set itself.

    Days count to their end. ``rule_pack`` is the regulation in force when the
    cycle was opened; it keeps it for ever.
    """

    ward = models.ForeignKey(Unit, models.PROTECT, related_name="review_cycles")
    year = models.PositiveSmallIntegerField(_("năm"))
    opens_on = models.DateField(_("bắt đầu"))
    cells_due_on = models.DateField(_("hạn của chi bộ"))
    closes_on = models.DateField(_("hạn của phường"))
    reply_days = models.PositiveSmallIntegerField(_("số ngày làm việc để trả lời"))
    rule_pack = models.CharField(_("theo quy định"), max_length=16)
    created_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ward", "year"], name="reviews_cycle_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(cells_due_on__gte=F("opens_on"))
                & Q(closes_on__gte=F("cells_due_on")),
                name="reviews_cycle_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Đợt nhận xét năm %(year)d") % {"year": self.year}

    @property
    def is_past_cells(self) -> bool:
        """Whether the cells' own day is over."""
        return self.cells_due_on < clock.today()


class ReviewRequest(models.Model):
    """The paper F2: a workplace asks a ward to review members, yearly or for a reason."""

    from_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="review_requests_sent"
    )
    to_ward = models.ForeignKey(
        Unit,
        models.PROTECT,
        related_name="review_requests_received",
        verbose_name=_("gửi đến"),
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveIntegerField(_("số"))
    reason = models.CharField(_("lý do"), max_length=12, choices=RequestReason.choices)
    note = models.CharField(_("nói thêm"), max_length=500, blank=True)
    members = models.ManyToManyField(Member, related_name="review_requests")
    rule_pack = models.CharField(_("theo quy định"), max_length=16)
    requested_on = models.DateField(_("ngày xin ý kiến"))
    reply_by = models.DateField(_("cần trước ngày"), null=True, blank=True)
    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+"
    )
    client_key = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        indexes = [
            models.Index(fields=["to_ward", "year"], name="reviews_request_by_ward"),
            models.Index(fields=["from_unit", "year"], name="reviews_request_by_work"),
        ]

    def __str__(self) -> str:
        told = {"number": self.number, "year": self.year}
        return gettext("Phiếu xin ý kiến số %(number)d năm %(year)d") % told


class Review(models.Model):
    """The paper F3: what the cell, with the Front, says of one member for one year.

    ``evidence`` is what the record held when the review was shown to the member,
    as plain counts; money, sign-ins and read marks are not among them. The cell
    writes, the member reads and may reply until ``reply_until``, the ward
    confirms or sends back with a reason and never overwrites, the workplace
    acknowledges. ``helped_by`` is who typed the member's answer for them, if
    somebody did. ``front_met_on`` is the day of the meeting with the Front that stood
    when the member was shown it. ``request`` is set where it answers a request outside the cycle.
    A review that is not to be written this time is dropped with a reason, never
    deleted. ``is_late`` where the cell's or the ward's day had passed.
    """

    cycle = models.ForeignKey(
        ReviewCycle, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    request = models.ForeignKey(
        ReviewRequest, models.PROTECT, null=True, blank=True, related_name="reviews"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    member = models.ForeignKey(Member, models.PROTECT, related_name="reviews")
    ward = models.ForeignKey(Unit, models.PROTECT, related_name="ward_reviews")
    cell = models.ForeignKey(
        Unit, models.PROTECT, related_name="reviews", verbose_name=_("chi bộ")
    )
    workplace = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="work_reviews",
        verbose_name=_("nơi công tác"),
    )
    form = models.CharField(_("loại phiếu"), max_length=8, choices=ReviewForm.choices)
    rule_pack = models.CharField(_("theo quy định"), max_length=16)
    state = models.CharField(
        _("trạng thái"),
        max_length=12,
        choices=ReviewState.choices,
        default=ReviewState.DRAFT,
    )
    is_finished = models.BooleanField(_("chi bộ viết xong"), default=False)
    evidence = models.JSONField(default=dict)
    shown_at = models.DateTimeField(_("lúc cho đảng viên đọc"), null=True, blank=True)
    front_met_on = models.DateField(
        _("ngày họp với ban công tác mặt trận"), null=True, blank=True
    )
    reply_until = models.DateField(_("hạn trả lời"), null=True, blank=True)
    reply = models.TextField(_("trả lời của đảng viên"), max_length=5000, blank=True)
    replied_at = models.DateTimeField(_("lúc trả lời"), null=True, blank=True)
    agreed_at = models.DateTimeField(
        _("lúc đọc và không có ý kiến"), null=True, blank=True
    )
    helped_by = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("người làm giúp khi trả lời"),
    )
    sent_back_reason = models.CharField(_("lý do trả lại"), max_length=1000, blank=True)
    sent_back_at = models.DateTimeField(_("lúc phường trả lại"), null=True, blank=True)
    confirmed_on = models.DateField(_("ngày xác nhận"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivered_at = models.DateTimeField(
        _("lúc gửi nơi công tác"), null=True, blank=True
    )
    acknowledged_at = models.DateTimeField(
        _("lúc nơi công tác phản hồi"), null=True, blank=True
    )
    use_stated = models.CharField(_("đã dùng vào việc"), max_length=500, blank=True)
    is_late = models.BooleanField(_("trễ hạn"), default=False)
    dropped_reason = models.CharField(
        _("lý do không nhận xét"), max_length=500, blank=True
    )
    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "member"],
                condition=Q(cycle__isnull=False),
                name="reviews_review_once_a_cycle",
            ),
            models.UniqueConstraint(
                fields=["request", "member"],
                condition=Q(request__isnull=False),
                name="reviews_review_once_a_request",
            ),
            models.CheckConstraint(
                condition=Q(cycle__isnull=False) | Q(request__isnull=False),
                name="reviews_review_has_an_occasion",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.SHOWN)
                | Q(shown_at__isnull=False, reply_until__isnull=False),
                name="reviews_review_shown_has_its_days",
            ),
            models.CheckConstraint(
                condition=Q(replied_at=None) | Q(agreed_at=None),
                name="reviews_review_replied_or_agreed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(CONFIRMED_STATES))
                | Q(confirmed_on__isnull=False),
                name="reviews_review_confirmed_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.ACKNOWLEDGED) | ~Q(use_stated=""),
                name="reviews_review_acknowledged_with_its_use",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReviewState.DROPPED) | ~Q(dropped_reason=""),
                name="reviews_review_dropped_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["cell", "year", "state"], name="reviews_by_cell"),
            models.Index(fields=["ward", "year", "state"], name="reviews_by_ward"),
            models.Index(fields=["workplace", "year"], name="reviews_by_workplace"),
        ]

    def __str__(self) -> str:
        return gettext("Phiếu nhận xét năm %(year)d") % {"year": self.year}

    @property
    def rules(self) -> RulePack:
        """The regulation that the review keeps for ever."""
        return get_pack(self.rule_pack)

    @property
    def paper(self) -> Paper:
        """The form of that regulation on which the review is written."""
        return self.rules.review_form_for(exempt=self.form == ReviewForm.SHORT)

    @property
    def due_on(self) -> dt.date | None:
        """The day by which the cell should have shown it; None where none is set."""
        if self.cycle is not None:
            return self.cycle.cells_due_on
        return self.request.reply_by if self.request is not None else None

    @property
    def is_past_ward(self) -> bool:
        """Whether the ward's own day is over."""
        return self.cycle is not None and self.cycle.closes_on < clock.today()

    @property
    def has_answer(self) -> bool:
        """Whether the member has replied or agreed."""
        return self.replied_at is not None or self.agreed_at is not None

    @property
    def is_out(self) -> bool:
        """Whether it has left the cell, with the record as it was on that day."""
        return self.state in OPEN_TO_MEMBER

    @property
    def is_confirmed(self) -> bool:
        return self.state in CONFIRMED_STATES

    @property
    def reply_time_is_over(self) -> bool:
        return self.reply_until is not None and self.reply_until < clock.today()

    @property
    def may_be_confirmed_now(self) -> bool:
        """Whether the member has had their say, or the time for it is over."""
        is_shown = self.state == ReviewState.SHOWN
        return is_shown and (self.has_answer or self.reply_time_is_over)

    @property
    def waits_for_workplace(self) -> bool:
        """Whether it is confirmed but could not be sent: no workplace is known."""
        return self.state == ReviewState.CONFIRMED


class FrontMeeting(models.Model):
    """The day on which a cell met its Front committee over the reviews of a round.

    Once for a cell and a round of the ward, or for a request outside of it. The
    paper names this day, so no review is shown before it is noted.
    """

    cycle = models.ForeignKey(
        ReviewCycle, models.PROTECT, null=True, blank=True, related_name="+"
    )
    request = models.ForeignKey(
        ReviewRequest, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cell = models.ForeignKey(Unit, models.PROTECT, related_name="front_meetings")
    held_on = models.DateField(_("ngày họp với ban công tác mặt trận"))
    noted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cycle", "cell"],
                condition=Q(cycle__isnull=False),
                name="reviews_front_meeting_once_a_cycle",
            ),
            models.UniqueConstraint(
                fields=["request", "cell"],
                condition=Q(request__isnull=False),
                name="reviews_front_meeting_once_a_request",
            ),
            models.CheckConstraint(
                condition=Q(cycle__isnull=True, request__isnull=False)
                | Q(cycle__isnull=False, request__isnull=True),
                name="reviews_front_meeting_has_one_occasion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.held_on:%d/%m/%Y}"


class Answer(models.Model):
    """What a review says on one criterion: a level, or free text, by the rule pack.

    ``reason`` is the written why where the level and the record disagree.
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=32)
    level = models.CharField(_("mức"), max_length=32, blank=True)
    text = models.TextField(_("nội dung"), max_length=5000, blank=True)
    reason = models.CharField(_("lý do khác với sổ"), max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "criterion"], name="reviews_answer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.level}"
