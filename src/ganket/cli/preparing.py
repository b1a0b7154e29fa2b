"""What has to be there before the site can be served."""

import errno
import hashlib
import socket
from pathlib import Path

from ganket.cli.start import Stopped
from ganket.cli.words import _

BUILT = ".built"
WRONG_KEY = _(
    "Khóa master.key không khớp với dữ liệu. Hãy chép khóa cũ về từ bản sao lưu, hoặc "
    "xem lại GANKET_MASTER_KEY; tuyệt đối không ghi thêm dữ liệu bằng khóa mới."
)


def migrate() -> None:
    """Bring the tables up to date, the table of the cache with them."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def need_database() -> None:
    """Make the tables of a new database; stop where an old one wants upgrading.

    An upgrade is asked for in so many words, so that a backup can go before it.
    """
    from ganket.kernel import db

    if db.is_new():
        migrate()
    elif db.pending():
        raise Stopped(
            _("Cơ sở dữ liệu chưa được nâng cấp cho bản phần mềm này.")
            + "\n"
            + _("Hãy sao lưu rồi chạy: ganket migrate")
        )


def need_keys() -> None:
    """Stop where the master key does not open what the database holds."""
    from ganket.journal import vault

    if not vault.opens():
        raise Stopped(WRONG_KEY)


def need_static_files() -> bool:
    """Collect style sheets and scripts where they changed. Return whether they did."""
    from django.conf import settings
    from django.core.management import call_command

    root = Path(settings.STATIC_ROOT)
    mark, now = root / BUILT, fingerprint()
    if mark.exists() and mark.read_text() == now:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(now)
    return True


def fingerprint() -> str:
    """Return a digest of every static file's name, size and time."""
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            at = storage.get_modified_time(path).timestamp()
            seen.update(f"{path} {storage.size(path)} {at}\n".encode())
    return seen.hexdigest()


def need_free_port(host: str, port: int) -> None:
    """Stop where something else listens on the port already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Stopped(
                _(
                    "Người dùng này không được mở cổng %d. Hãy chọn cổng từ 1024 trở lên."
                )
                % port
            ) from error
        except OSError as error:
            told = {"host": host, "port": port}
            raise Stopped(_why_not(error) % told) from error


def _why_not(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return _(
            "%(host)s cổng %(port)d đang có chương trình khác dùng. Có thể Gắn Kết đang "
            "chạy rồi; nếu không, hãy chọn cổng khác bằng --port."
        )
    return _(
        "Máy này không có địa chỉ %(host)s. Hãy xem lại --host; để mọi máy trong mạng "
        "vào được, hãy ghi --host 0.0.0.0."
    )
