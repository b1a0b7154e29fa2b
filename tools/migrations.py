"""Hold migrations to one line an app, named in words, and up to date with the models.

tools/migrations.py                    tell what is wrong; exit 1
tools/migrations.py make APP in_words  write what the models say and none does yet
tools/migrations.py --write            write each app's max_migration.txt

The file names the last migration: two branches that both add one meet in it, and
git shows the conflict that Django would only show at the next start.
"""

import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAST = "max_migration.txt"
NAME = re.compile(r"\d{4}_[a-z][a-z0-9_]+")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start_django(folder)
        if sys.argv[1:2] == ["make"]:
            make(*sys.argv[2:])
        if sys.argv[1:2] in (["make"], ["--write"]):
            write()
            return
        found = [*faults(), *drift()]
    print("\n".join(found))
    sys.exit(1 if found else 0)


def start_django(folder: str) -> None:
    """Set Django up on a data folder of its own, so that nothing of anybody's is met."""
    os.environ["GANKET_DATA_DIR"] = folder
    os.environ.pop("GANKET_DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ganket.config.settings")
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()


def our_apps() -> list[tuple[str, Path]]:
    from django.apps import apps  # noqa: PLC0415 - after set-up

    return [
        (app.label, Path(app.path) / "migrations")
        for app in apps.get_app_configs()
        if app.name.startswith("ganket.") and (Path(app.path) / "migrations").exists()
    ]


def chain(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("[0-9]*.py"))


def faults() -> Iterator[str]:
    """Tell each name that is no name, each fork, and each stale last name."""
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - after set-up

    loader = MigrationLoader(None, ignore_no_migrations=True)
    for label, folder in our_apps():
        names = chain(folder)
        for place, name in enumerate(names):
            yield from faults_of_name(label, name, place + 1)
            inner = {
                parent
                for app, parent in loader.disk_migrations[label, name].dependencies
                if app == label
            }
            if inner != set(names[place - 1 : place]):
                yield f"{label}.{name} does not follow the one before it"
        yield from faults_of_last(label, folder, names)


def faults_of_name(label: str, name: str, number: int) -> Iterator[str]:
    if not NAME.fullmatch(name) or "_auto_" in name:
        yield f"{label}.{name}: name it in words, as in 0002_member_add_card"
    if not name.startswith(f"{number:04d}_"):
        yield f"{label}.{name}: number {number:04d} comes next"


def faults_of_last(label: str, folder: Path, names: list[str]) -> Iterator[str]:
    path = folder / LAST
    told = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if names and told != names[-1]:
        yield f"{label}: {LAST} is stale, run: tools/migrations.py --write"


def drift() -> Iterator[str]:
    """Tell what the models say and no migration does."""
    from django.core.management import call_command  # noqa: PLC0415 - after set-up

    told = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told)
    except SystemExit:
        yield told.getvalue().rstrip()


def make(label: str, name: str) -> None:
    from django.core.management import call_command  # noqa: PLC0415 - after set-up

    call_command("makemigrations", label, name=name)


def write() -> None:
    for _label, folder in our_apps():
        if names := chain(folder):
            (folder / LAST).write_text(f"{names[-1]}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
