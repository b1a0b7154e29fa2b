"""From one address to Django's mail settings."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.translation import gettext_noop as _

SUBMISSION = 587
SUBMISSIONS = 465
SECONDS = 20
UNKNOWN = _("địa chỉ phải bắt đầu bằng smtp:// hoặc smtps://")


def mail_settings(url: str, data_dir: Path) -> dict[str, Any]:
    """Return the settings for ``smtp://…`` or ``smtps://…``; without one, files.

    Raises: ValueError for any other scheme.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(data_dir / "mail"),
        }
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError(UNKNOWN)
    is_tls = parts.scheme == "smtps"
    starts_tls = parse_qs(parts.query).get("tls") == ["start"]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (SUBMISSIONS if is_tls else SUBMISSION),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": is_tls,
        "EMAIL_USE_TLS": starts_tls,
        "EMAIL_TIMEOUT": SECONDS,
    }
