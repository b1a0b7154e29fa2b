"""What an operator should hear about the database before users do."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError, OperationalError
from django.utils.translation import gettext as _

OLDEST_SQLITE = (3, 37)
OLDEST_POSTGRES = 150000
SYNCHRONOUS_FULL = 2


def faults() -> list[str]:
    """Return a sentence for each thing wrong with the database; none is good."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        return [_("Không mở được cơ sở dữ liệu: %s") % error]
    kind = _sqlite_faults if connection.vendor == "sqlite" else _postgres_faults
    return kind() + _migration_faults()


def is_new() -> bool:
    """Tell whether nothing was ever put into this database."""
    return not connection.introspection.table_names()


def is_ready() -> bool:
    """Tell whether the tables can be read and are up to date."""
    try:
        return not pending()
    except DatabaseError:
        return False


def pending() -> list[str]:
    """Return the migrations that this database has not seen yet, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _backwards in plan]


def _migration_faults() -> list[str]:
    names = ", ".join(pending())
    if not names:
        return []
    return [
        _("Cơ sở dữ liệu chưa được nâng cấp (%s). Hãy chạy: ganket migrate") % names
    ]


def _sqlite_faults() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT sqlite_version()")
        version = tuple(int(part) for part in cursor.fetchone()[0].split("."))
        if version < OLDEST_SQLITE:
            found.append(_("SQLite quá cũ; cần từ 3.37."))
        if _pragma(cursor, "journal_mode") not in {"wal", "memory"}:
            found.append(_("SQLite chưa ở chế độ WAL."))
        if _pragma(cursor, "synchronous") != SYNCHRONOUS_FULL:
            found.append(_("SQLite chưa ghi chắc xuống đĩa (synchronous=FULL)."))
        if _pragma(cursor, "foreign_keys") != 1:
            found.append(_("SQLite chưa kiểm tra khóa ngoại."))
        broken = _pragma(cursor, "quick_check")
        if broken != "ok":
            found.append(_("Tệp cơ sở dữ liệu bị hỏng: %s") % broken)
        cursor.execute("PRAGMA foreign_key_check")
        tables = {(child, parent) for child, _row, parent, _key in cursor.fetchall()}
        sentence = _("Bảng %(child)s trỏ đến dòng đã mất của bảng %(parent)s.")
        found += [
            sentence % {"child": child, "parent": parent}
            for child, parent in sorted(tables)
        ]
    return found


def _pragma(cursor: object, name: str) -> object:
    cursor.execute(f"PRAGMA {name}")  # type: ignore[attr-defined] # names are ours
    return cursor.fetchone()[0]  # type: ignore[attr-defined] # a cursor of either driver


def _postgres_faults() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        if int(cursor.fetchone()[0]) < OLDEST_POSTGRES:
            found.append(_("PostgreSQL quá cũ; cần từ 15."))
        cursor.execute("SHOW server_encoding")
        if cursor.fetchone()[0] != "UTF8":
            found.append(_("Cơ sở dữ liệu không ở bảng mã UTF-8."))
    return found
