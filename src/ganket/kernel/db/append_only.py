"""Tables that take new rows and nothing else, held by the database itself."""

from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from typing_extensions import override

SQLITE = """
CREATE TRIGGER {table}_refuse_{verb} BEFORE {verb} ON {table}
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
            for verb in ("UPDATE", "DELETE", "TRUNCATE"):
                schema_editor.execute(
                    POSTGRES.format(table=table, verb=verb), params=None
                )
        else:
            for verb in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    SQLITE.format(table=table, verb=verb), params=None
                )

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
        for verb in ("UPDATE", "DELETE", "TRUNCATE"):
            schema_editor.execute(
                f"DROP TRIGGER IF EXISTS {table}_refuse_{verb}{on}", params=None
            )

    @override
    def describe(self) -> str:
        return f"Let {self.model_name} take new rows only"

    @property
    def migration_name_fragment(self) -> str:
        return f"{self.model_name.lower()}_append_only"

    def _table(self, apps: Apps, app_label: str) -> str:
        model: Any = apps.get_model(app_label, self.model_name)
        return str(model._meta.db_table)
