import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from tools import messages

SOURCES = messages.ROOT / "src" / "ganket"
PLACES = re.compile(r"%\(\w+\)[-.\d]*[a-z]|%[ds]|\{\w*\}")
MARKED = re.compile(r"[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
# What a template may say in Vietnamese whatever the language: names.
NAMES = ("Gắn Kết", "Tiếng Việt")
ASKED = {"_", "gettext", "ngettext", "pgettext"}


def read(folder: Path):
    path = folder / "en" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as catalogue:
        return read_po(catalogue, locale="en")


def forms(text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def placed(text: str) -> Counter[str]:
    return Counter(PLACES.findall(text))


@pytest.fixture(scope="module")
def updated(tmp_path_factory):
    folder = tmp_path_factory.mktemp("locale")
    shutil.copytree(messages.LOCALE, folder, dirs_exist_ok=True)
    messages.update(folder)
    return read(folder)


def test_catalogue_holds_the_texts_of_the_code_and_no_others(updated):
    kept, found = (
        {(message.context, *forms(message.id)) for message in catalogue}
        for catalogue in (read(messages.LOCALE), updated)
    )

    assert found == kept, "run: make messages"
    assert not read(messages.LOCALE).obsolete


def test_every_text_is_said_in_english(updated):
    unsaid = [
        message.id
        for message in updated
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ]

    assert unsaid == []


def test_translation_keeps_the_places_of_its_text(updated):
    differing = [
        message.id
        for message in updated
        if any(
            placed(said) != placed(forms(message.id)[0])
            for said in forms(message.string)
        )
    ]

    assert differing == []


def test_gettext_is_called_by_names_that_are_collected():
    collected = {keyword.split(":")[0] for keyword in messages.KEYWORDS}
    called = {
        each.asname or each.name
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        for each in node.names
        if "gettext" in each.name
    }

    assert called
    assert called - {"npgettext"} <= collected


def spoken(node: nodes.Node) -> Iterator[str]:
    """Yield what a template says by itself, leaving out what it asks gettext for."""
    if isinstance(node, nodes.Call) and getattr(node.node, "name", "") in ASKED:
        return
    if isinstance(node, nodes.TemplateData):
        yield node.data
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    for child in node.iter_child_nodes():
        yield from spoken(child)


def test_templates_say_nothing_past_gettext():
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    said = [
        f"{path.name}: {text}"
        for path in sorted(SOURCES.glob("*/jinja2/**/*.*"))
        for text in spoken(environment.parse(path.read_text()))
        if MARKED.search(re.sub("|".join(NAMES), "", text))
    ]

    assert said == []
