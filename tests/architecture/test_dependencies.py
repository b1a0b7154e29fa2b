import re
import tomllib

from tools import docs

PROJECT = tomllib.loads((docs.ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def asked_for():
    groups = PROJECT["dependency-groups"].values()
    lines = [*PROJECT["project"]["dependencies"], *(line for g in groups for line in g)]
    return {re.match(r"[\w-]+", line).group() for line in lines}


def carried():
    source = docs.ROOT / "src" / "ganket"
    folders = (source / "ui" / "static" / "vendor").iterdir()
    data = source.glob("*/data/*.csv")
    return {str(path.relative_to(source)) for path in [*folders, *data]}


def told():
    text = (docs.REFERENCE / "dependencies.md").read_text(encoding="utf-8")
    return set(re.findall(r"`([^`]+)`", text))


def test_every_dependency_says_how_to_leave_it():
    assert asked_for() - told() == set()


def test_everything_carried_with_us_says_how_to_leave_it():
    assert carried() - told() == set()
