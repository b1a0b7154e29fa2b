"""Collect the texts into the catalogues, and compile these.

    tools/messages.py update     extract from code and templates, merge into .po
    tools/messages.py compile    write .mo beside each .po

Source strings are Vietnamese; locale/en is a translation like any other.
"""

import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
# The names by which the code calls gettext; tests/config/test_catalogue.py holds them.
KEYWORDS = ["_", "__", "n_:1,2", "gettext", "gettext_lazy", "gettext_noop", "ngettext:1,2", "ngettext_lazy:1,2",
            "pgettext:1c,2", "pgettext_lazy:1c,2"]  # fmt: skip


def main() -> None:
    step = sys.argv[1] if len(sys.argv) > 1 else "compile"
    if step == "update":
        update()
    else:
        babel("compile", "-d", str(LOCALE), "-D", "django")
        babel("compile", "-d", str(LOCALE), "-D", "click", "-l", "vi")


def update(folder: Path = LOCALE) -> None:
    template = folder / "django.pot"
    keywords = [word for k in KEYWORDS for word in ("-k", k)]
    babel(
        "extract", "-F", str(ROOT / "tools" / "babel.cfg"), *keywords, "--no-location",
        "--sort-output", "--omit-header", "-o", str(template), str(ROOT / "src"),
    )  # fmt: skip
    babel(
        "update", "-i", str(template), "-d", str(folder), "-D", "django", "-l", "en",
        "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date",
    )  # fmt: skip
    template.unlink()


def babel(*words: str) -> None:
    CommandLineInterface().run(["pybabel", "-q", *words])  # type: ignore[no-untyped-call] # Babel leaves it open


if __name__ == "__main__":
    main()
