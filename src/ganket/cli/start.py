"""What every command shares: starting Django, saying things, ending with a code."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from ganket.cli.words import LANGUAGE, _
from ganket.kernel.places import SQLITE_FILE, data_folder

# What scripts can trust: 0 is done, and these.
FAULTS = 1
USAGE = 2
OWNER_ONLY = 0o077
DATA_DIR = "GANKET_DATA_DIR"


class Stopped(click.ClickException):
    """The work was refused or cannot be done; nothing was written."""

    exit_code = FAULTS

    def show(self, file: Any = None) -> None:
        click.secho(self.message, err=True, file=file, fg="red")


def data_dir_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--data-dir",
        type=click.Path(file_okay=False, path_type=Path),
        help=_("Thư mục giữ mọi dữ liệu. Không ghi thì theo GANKET_DATA_DIR."),
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--json", "as_json", is_flag=True, help=_("In kết quả dạng JSON cho máy đọc.")
    )(command)


def with_django(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--data-dir``, and start Django on the data that is there.

    A folder mistyped is said to be empty; nothing is made in it.
    """

    @wraps(command)
    def checked(*args: Any, data_dir: Path | None, **options: Any) -> Any:
        need_data(data_dir)
        start_django(data_dir)
        return told_plainly(command, *args, **options)

    return data_dir_option(checked)


def with_new_django(command: Callable[..., Any]) -> Callable[..., Any]:
    """Do the same for a command that may be the first on a folder."""

    @wraps(command)
    def started(*args: Any, data_dir: Path | None, **options: Any) -> Any:
        start_django(data_dir)
        return told_plainly(command, *args, **options)

    return data_dir_option(started)


def need_data(data_dir: Path | None) -> None:
    """Stop where no data is: on PostgreSQL that is asked of the server later."""
    folder = data_dir or data_folder(os.environ.get("GANKET_DATA_DIR", ""))
    if not os.environ.get("GANKET_DATABASE_URL") and not has_database(folder):
        raise Stopped(
            _("Thư mục %s chưa có dữ liệu.") % folder
            + "\n"
            + _("Hãy xem lại GANKET_DATA_DIR, hoặc lập hệ thống mới bằng: ganket init")
        )


def has_database(folder: Path) -> bool:
    try:
        return (folder / SQLITE_FILE).exists()
    except OSError:
        return False


def without_data(command: Callable[..., Any]) -> Callable[..., Any]:
    """Start Django on an empty folder that goes again: the command keeps nothing."""

    @wraps(command)
    def started(*args: Any, **options: Any) -> Any:
        before = os.environ.get(DATA_DIR)
        with tempfile.TemporaryDirectory() as folder:
            os.environ[DATA_DIR] = folder
            try:
                start_django()
                return command(*args, **options)
            finally:
                os.environ.pop(DATA_DIR, None)
                os.environ.update({DATA_DIR: before} if before else {})

    return started


def with_database(command: Callable[..., Any]) -> Callable[..., Any]:
    """Start Django, and stop where the tables are missing or not up to date."""

    @wraps(command)
    def ready(*args: Any, **options: Any) -> Any:
        from ganket.kernel import db

        if db.pending():
            raise Stopped(
                _("Cơ sở dữ liệu chưa sẵn sàng hoặc chưa được nâng cấp.")
                + "\n"
                + _("Hãy chạy: ganket migrate")
            )
        return command(*args, **options)

    return with_django(ready)


def told_plainly(command: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """Run a command; turn what may be foreseen into a sentence and a code."""
    from django.db import DatabaseError

    from ganket.kernel.errors import Refused

    try:
        return command(*args, **options)
    except Refused as refusal:
        raise Stopped(str(refusal)) from refusal
    except DatabaseError as error:
        cause = str(error).strip().splitlines()[0]
        raise Stopped(
            _("Không mở được cơ sở dữ liệu: tệp bị hỏng, hoặc máy chủ không trả lời.")
            + "\n"
            + _("Lời của cơ sở dữ liệu: %s") % cause
        ) from error


def start_django(data_dir: Path | None = None) -> None:
    """Start Django on a data folder. Ends with code 2 where a setting is wrong.

    Whatever is written from here on is for the owner's eyes alone, wherever the
    data folder came from.
    """
    os.umask(OWNER_ONLY)
    if data_dir is not None:
        os.environ[DATA_DIR] = str(data_dir.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ganket.config.settings")
    import django
    from django.utils import translation

    from ganket.kernel.errors import SettingWrong

    try:
        django.setup()
    except SettingWrong as wrong:
        values = {name: _(str(value)) for name, value in wrong.values.items()}
        usage(_(wrong.sentence) % values)
    except OSError as error:
        usage(_("Không dùng được thư mục dữ liệu này: %s") % error.filename)
    translation.activate(LANGUAGE)


def usage(sentence: str) -> NoReturn:
    """End with code 2: the call itself was wrong."""
    click.secho(sentence, err=True, fg="red")
    sys.exit(USAGE)


def say_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
