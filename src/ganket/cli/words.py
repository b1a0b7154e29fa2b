"""The language of the program: Vietnamese, or English where it is asked for.

Help is built before Django is, so the catalogue is read by the standard library.
"""

import gettext
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[3] / "locale"


def language(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return ``en`` where ``--lang en`` or the locale asks for it, else ``vi``.

    A bare ``C`` says nothing about the person, so it means Vietnamese.
    """
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words):
            return words[place + 1]
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "en" if environ[name].startswith("en") else "vi"
    return "vi"


LANGUAGE = "en" if language(sys.argv[1:], os.environ) == "en" else "vi"
_catalogue = gettext.translation(
    "django", str(LOCALE), languages=[LANGUAGE], fallback=True
)
_ = _catalogue.gettext
n_ = _catalogue.ngettext
# What click itself says has a catalogue of its own.
gettext.bindtextdomain("click", str(LOCALE))
gettext.textdomain("click")
os.environ["LANGUAGE"] = LANGUAGE
