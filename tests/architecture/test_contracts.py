import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ganket"
CONFIG = ROOT / "pyproject.toml"

# What is planted where, and the contracts that it breaks.
PLANTS = {
    "nothing": ("ganket.roster.queries", "import datetime", []),
    "roster looks up": (
        "ganket.roster.queries",
        "import ganket.meetings.models",
        ["floors"],
    ),
    "neighbours meet": (
        "ganket.opinions.queries",
        "import ganket.contributions.queries",
        ["floors"],
    ),
    "kernel looks up": ("ganket.kernel.text", "import ganket.org.models", ["floors"]),
    "the demo is used": ("ganket.shell.views", "import ganket.demo", ["floors"]),
    "package on no floor": ("ganket.loose", "", ["floors"]),
    "models read queries": (
        "ganket.roster.models",
        "import ganket.roster.queries",
        ["rooms"],
    ),
    "policies command": (
        "ganket.meetings.policies",
        "import ganket.meetings.commands",
        ["rooms"],
    ),
    "commands know tasks": (
        "ganket.notifications.commands",
        "import ganket.notifications.tasks",
        ["rooms"],
    ),
    "review knows reading": (
        "ganket.reviews.queries",
        "import ganket.notices.models",
        ["reading-wall"],
    ),
    "page knows the driver": ("ganket.shell.queries", "import psycopg", ["dialects"]),
    "command knows sqlite": ("ganket.roster.commands", "import sqlite3", ["dialects"]),
    "command reads a workbook": (
        "ganket.roster.commands",
        "import python_calamine",
        ["formats"],
    ),
    "page sets type": ("ganket.documents.commands", "import typst", ["formats"]),
    "adapter sets type": ("ganket.adapters.pdf_typst", "import typst", []),
    "page names an adapter": (
        "ganket.shell.views",
        "import ganket.adapters.pdf_typst",
        ["adapters"],
    ),
    "wiring names an adapter": (
        "ganket.config.wiring",
        "import ganket.adapters.pdf_typst",
        [],
    ),
    "command edits the journal": (
        "ganket.roster.commands",
        "from ganket.journal.models import Entry",
        ["journal"],
    ),
}


def touch(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def grow(skeleton, names):
    """Let a module be there that no package needs yet; the new one is only planted."""
    module = skeleton.joinpath(*names)
    if names == ["ganket", "loose"] or module.is_dir():
        return
    if len(names) == 2:
        touch(module / "__init__.py")
        return
    touch(module.parent / "__init__.py")
    touch(module.with_suffix(".py"))


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """The contracts that each plant breaks, found in one run."""
    skeleton = tmp_path_factory.mktemp("skeleton")
    for path in SOURCE.rglob("*.py"):
        touch(skeleton / "ganket" / path.relative_to(SOURCE))
    for module, line, _ in PLANTS.values():
        for named in re.findall(r"ganket(?:\.\w+)+", f"{module} {line}"):
            grow(skeleton, named.split("."))
    plants = {name: plant[:2] for name, plant in PLANTS.items()}
    done = subprocess.run(
        [sys.executable, Path(__file__).parent / "plants.py", skeleton, CONFIG],
        input=json.dumps(plants),
        capture_output=True,
        text=True,
        check=False,
        cwd=skeleton,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", PLANTS)
def test_plant_breaks_its_contract_and_no_other(broken, name):
    assert broken[name] == PLANTS[name][2]


def test_every_contract_is_proved_by_a_plant():
    contracts = tomllib.loads(CONFIG.read_text())["tool"]["importlinter"]["contracts"]
    proved = {contract for _, _, contracts in PLANTS.values() for contract in contracts}

    assert proved == {contract["id"] for contract in contracts}


def test_rooms_hold_in_every_package_with_rows():
    contracts = tomllib.loads(CONFIG.read_text())["tool"]["importlinter"]["contracts"]
    rooms = next(c for c in contracts if c["id"] == "rooms")["containers"]
    # The journal's verbs and queries read its own commands: it stands below rooms.
    with_rows = {f"ganket.{path.parent.name}" for path in SOURCE.glob("*/models.py")}

    assert with_rows - set(rooms) == {"ganket.journal", "ganket.rulebook"}
