"""What may go wrong in a way that a person can do something about."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """A foreseen no: the sentence tells the person why, and what to do next.

    Subclasses stand in the ``commands`` that raises them and set ``message``.
    A page answers with 409 and the sentence; nothing has been written.
    """

    message: object = _("Việc này lúc này chưa làm được.")

    def __init__(self, message: object | None = None) -> None:
        """Take a sentence of its own where the class's sentence says too little."""
        if message is not None:
            self.message = message
        super().__init__(self.message)

    def __str__(self) -> str:
        return str(self.message)


class SettingWrong(Exception):
    """A setting is unknown or unreadable, so the product cannot start.

    ``sentence`` leaves places open for ``values``: it is translated by whoever
    shows it, because it is raised before there are settings to translate by.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = values
        super().__init__(sentence % values)


class NotAllowed(Refused):
    """The person may see the thing but not do this to it: 403."""

    # Who gives out the work differs by reader: the page of refusals says it.
    message = _("Đồng chí chưa được giao việc này.")


class ChangedMeanwhile(Refused):
    """Somebody else changed the row since it was read.

    ``theirs`` maps each field in dispute to the value that stands now, so that
    the second writer sees both and chooses.
    """

    message = _(
        "Trong lúc đồng chí đang viết, người khác đã sửa nội dung này. Hãy xem hai "
        "bản, chọn bản đúng rồi lưu lại."
    )

    def __init__(self, theirs: dict[str, object]) -> None:
        super().__init__()
        self.theirs = theirs
