from django.db import models


class Language(models.TextChoices):
    """Each names itself: who looks for a language does not read the other one."""

    VI = "vi", "Tiếng Việt"
    EN = "en", "English"
