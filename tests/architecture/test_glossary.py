import inspect
import re
from enum import Enum
from pathlib import Path

import pytest
from django.apps import apps

from ganket.journal import verbs
from tools.pages.markdown import our_modules

GLOSSARY = Path(__file__).resolve().parents[2] / "docs" / "glossary.md"
IRREGULAR = {
    "given",
    "put",
    "read",
    "sent",
    "set",
    "shown",
    "taken",
    "told",
    "undone",
    "withdrawn",
    "written",
}


def told():
    """The code names of the glossary: whatever it puts in code."""
    words = re.findall(r"`([\w.]+)`", GLOSSARY.read_text(encoding="utf-8"))
    return {word for name in words for word in (name, *name.split("."))}


def models():
    return {
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("ganket.")
    }


def enums():
    return {
        name
        for _, module in our_modules("enums")
        for name, thing in vars(module).items()
        if inspect.isclass(thing) and issubclass(thing, Enum)
        if thing.__module__ == module.__name__
    }


def noun_of(verb):
    """The noun that a verb is about: ``org.unit_opened`` is about a unit."""
    words = verb.partition(".")[2].split("_")
    is_verb = [word.endswith("ed") or word in IRREGULAR for word in words]
    return (
        "_".join(words[: is_verb.index(True)]) if True in is_verb else "_".join(words)
    )


@pytest.mark.parametrize("names", [models, enums])
def test_every_model_and_enumeration_is_in_the_glossary(names):
    assert names() - told() == set()


def test_every_noun_of_a_verb_is_in_the_glossary():
    list(our_modules("commands"))
    known = {word.lower() for word in told()}
    nouns = {noun_of(verb) for verb in verbs.declared()} - {""}

    assert {noun for noun in nouns if noun not in known} == set()


@pytest.mark.parametrize(
    ("verb", "noun"),
    [
        ("meetings.closed", ""),
        ("org.unit_opened", "unit"),
        ("accounts.sign_ins_ended", "sign_ins"),
        ("reviews.sent_back", ""),
        ("accounts.password_set", "password"),
    ],
)
def test_noun_of_a_verb_stands_before_its_participle(verb, noun):
    assert noun_of(verb) == noun
