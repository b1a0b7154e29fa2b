"""The variables that the product reads, each once, each with a type.

``docs/reference/settings.md`` is written from this table. A variable that
starts with ``GANKET_`` and is not in it stops the start: typing mistakes would
be silent otherwise.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _

from ganket.config.mail import mail_settings
from ganket.kernel.db import database
from ganket.kernel.errors import SettingWrong
from ganket.kernel.places import data_folder

PREFIX = "GANKET_"
_KEY = re.compile(r"[0-9A-Fa-f]{64}")

UNKNOWN = _(
    "Gắn Kết không có cài đặt nào tên là %(name)s. Hãy xem lại cách viết trong "
    "docs/reference/settings.md."
)
UNREADABLE = _("Không đọc được %(name)s: %(problem)s.")
DEMO_ALONE = _(
    "Thư mục dữ liệu này là bản trình diễn và chỉ chạy trên tệp SQLite của chính nó. "
    "Hãy bỏ GANKET_DATABASE_URL hoặc chọn thư mục khác."
)
NO_FLAG = _("%(name)s chỉ nhận 1 (có) hoặc 0 (không).")


@dataclass(frozen=True)
class Variable:
    name: str
    read: Callable[[str], Any]
    default: str
    about: str
    is_secret: bool = False


def flag(text: str) -> bool:
    values = {
        "1": True,
        "true": True,
        "yes": True,
        "0": False,
        "false": False,
        "no": False,
    }
    return values[text.lower()]


def words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def database_url(text: str) -> str:
    if text:
        database(text)
    return text


def smtp_url(text: str) -> str:
    mail_settings(text, Path())
    return text


def site_url(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError(_("địa chỉ phải bắt đầu bằng http:// hoặc https://"))
    return text.rstrip("/")


def key(text: str) -> str:
    if text and not _KEY.fullmatch(text):
        raise ValueError(_("khóa phải có đúng 64 chữ số hệ mười sáu"))
    return text


def log_level(text: str) -> str:
    if text not in logging.getLevelNamesMapping():
        raise ValueError(_("chỉ nhận DEBUG, INFO, WARNING, ERROR"))
    return text


VARIABLES = [
    Variable(
        "DATA_DIR", data_folder, "",
        "Folder of everything that is kept: database, keys, files, mail not sent. "
        "Empty: `ganket` in `$XDG_DATA_HOME`, else in `~/.local/share`.",
    ),
    Variable(
        "DATABASE_URL", database_url, "",
        "`postgres://user:password@host/name`. Empty: SQLite in the data folder.",
    ),
    Variable(
        "SITE_URL", site_url, "http://127.0.0.1:8000",
        "Address under which people open the site; printed on invitations. With "
        "`https://` cookies are sent over https only.",
    ),
    Variable(
        "HOSTS", words, "",
        "Further host names that the site answers to, parted by commas.",
    ),
    Variable(
        "SMTP_URL", smtp_url, "",
        "`smtp://user:password@host:587/?tls=start`, or `smtps://…`. Empty: mail is "
        "written to files in the data folder.",
    ),
    Variable("MAIL_FROM", str, "Gắn Kết <ganket@localhost>", "Sender of the mail."),
    Variable(
        "SECRET_KEY", str, "", "Signs sessions. Empty: made at first start and kept in "
        "the data folder.", is_secret=True,
    ),
    Variable(
        "MASTER_KEY", key, "", "Opens the sealed personal values: 64 hex digits. Empty: "
        "made at first start and kept in the data folder. Keep a copy elsewhere: "
        "without it telephone numbers and the journal's values are lost.",
        is_secret=True,
    ),
    Variable("DEBUG", flag, "0", "Shows errors in the browser. Never in service."),
    Variable("LOG_LEVEL", log_level, "INFO", "How much is logged: DEBUG, INFO, WARNING."),
    Variable(
        "BEHIND_PROXY", flag, "0",
        "Whether a proxy stands in front and sets X-Forwarded-Proto and "
        "X-Forwarded-For.",
    ),
]  # fmt: skip


def read(environ: Mapping[str, str]) -> dict[str, Any]:
    """Return every variable by its name without the prefix.

    A secret may also come from the file that ``…_FILE`` names.
    Raises: SettingWrong for an unknown variable or an unreadable value.
    """
    known = {PREFIX + v.name: v for v in VARIABLES}
    files = {f"{PREFIX}{v.name}_FILE" for v in VARIABLES if v.is_secret}
    for name in environ:
        if name.startswith(PREFIX) and name not in known and name not in files:
            raise SettingWrong(UNKNOWN, name=name)
    return {v.name: _value(v, environ) for v in VARIABLES}


def _value(variable: Variable, environ: Mapping[str, str]) -> Any:
    name = PREFIX + variable.name
    text = environ.get(name, variable.default)
    file = environ.get(f"{name}_FILE") if variable.is_secret else None
    try:
        if file:
            text = Path(file).read_text(encoding="utf-8").strip()
        return variable.read(text)
    except KeyError as error:
        raise SettingWrong(NO_FLAG, name=name) from error
    except (ValueError, OSError) as error:
        raise SettingWrong(UNREADABLE, name=name, problem=error) from error
