"""Secrets made at first start and kept beside the database, readable by the owner."""

import os
import secrets
from pathlib import Path

from django.utils.translation import gettext_noop as _

from ganket.kernel.errors import SettingWrong

GONE = _(
    "Thư mục %(folder)s có dữ liệu nhưng mất tệp %(name)s. Không có khóa ấy thì không "
    "đọc được số điện thoại và sổ ghi. Hãy chép tệp %(name)s cũ về từ bản sao lưu."
)


def kept_secret(folder: Path, name: str, *, opens: str = "") -> str:
    """Return the secret in a file, made first where there is none.

    Two processes that start at once agree: the file is created exclusively and
    the loser reads what the winner wrote. ``opens`` names what was sealed with
    the secret: where that is there, a new secret would be of no use to anybody.

    Raises: SettingWrong where the secret of sealed data is gone.
    """
    path = folder / name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if opens and (folder / opens).exists() and not path.exists():
        raise SettingWrong(GONE, folder=folder, name=name)
    fresh = folder / f".{name}.{os.getpid()}.{secrets.token_hex(4)}"
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
