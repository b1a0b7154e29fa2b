"""Tables that take new rows and nothing else, held by the database itself."""

from collections.abc import Iterable
from typing import Any

from django.apps.registry import Apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model
from typing_extensions import override

SQLITE = """
CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append only'); END
"""
# Elsewhere an insert that replaces a row is an update or a delete; here it is neither.
SQLITE_REPLACING = """
CREATE TRIGGER {table}_refuse_REPLACE BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
BEGIN SELECT RAISE(ABORT, '{table} is append only'); END
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION ganket_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append only', TG_TABLE_NAME; END
$$ LANGUAGE plpgsql
"""
POSTGRES = """
CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ganket_append_only()
"""


SQLITE_VERBS = ("UPDATE", "DELETE", "REPLACE")
POSTGRES_VERBS = ("UPDATE", "DELETE", "TRUNCATE")


def no_longer_append_only(models: Iterable[type[Model]]) -> list[str]:
    """Return the tables, among those of these models, that would bear an edit again."""
    if connection.vendor == "sqlite":
        verbs = SQLITE_VERBS
        asked = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    else:
        verbs = POSTGRES_VERBS
        asked = (
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c "
            "ON c.oid = t.tgrelid WHERE t.tgenabled IN ('O', 'A')"
        )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        standing = {(table, name.lower()) for table, name in cursor.fetchall()}
    tables = [model._meta.db_table for model in models]
    wanted = {(table, _trigger(table, verb)) for table in tables for verb in verbs}
    return sorted({table for table, _name in wanted - standing})


def _trigger(table: str, verb: str) -> str:
    return f"{table}_refuse_{verb}".lower()


class AppendOnly(Operation):
    """A migration step: from here on the table refuses edits and deletes."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    @override
    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change nothing: triggers are no part of a model's state."""

    @override
    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = self._table(to_state.apps, app_label)
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(POSTGRES_FUNCTION, params=None)
            for verb in POSTGRES_VERBS:
                schema_editor.execute(
                    POSTGRES.format(table=table, verb=verb), params=None
                )
        else:
            for verb in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    SQLITE.format(table=table, verb=verb), params=None
                )
            same = self._same(to_state.apps, app_label)
            replacing = SQLITE_REPLACING.format(table=table, same=same)
            schema_editor.execute(replacing, params=None)

    @override
    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = self._table(from_state.apps, app_label)
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for verb in {*SQLITE_VERBS, *POSTGRES_VERBS}:
            schema_editor.execute(
                f"DROP TRIGGER IF EXISTS {table}_refuse_{verb}{on}", params=None
            )

    @override
    def describe(self) -> str:
        return f"Let {self.model_name} take new rows only"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.model_name.lower()}_append_only"

    def _same(self, apps: Apps, app_label: str) -> str:
        """Return the condition that a row stands already that a new one would replace."""
        model: Any = apps.get_model(app_label, self.model_name)
        unique = [f.column for f in model._meta.local_fields if f.unique]
        return " OR ".join(f"{column} = NEW.{column}" for column in unique)

    def _table(self, apps: Apps, app_label: str) -> str:
        model: Any = apps.get_model(app_label, self.model_name)
        return str(model._meta.db_table)
