"""WCAG 2.2 AA, computed from tokens.css: 4.5 for text, 3 for what must be seen."""

import re
from pathlib import Path

import pytest

from ganket import ui

TOKENS = Path(ui.__file__).parent / "static/ui/css/tokens.css"
COLOUR = re.compile(r"(--[\w-]+):\s*(#[0-9a-f]{6});")
TONES = ["wait", "good", "bad", "info", "plain"]
TEXT = [
    *(
        (f"--color-{text}", f"--color-{ground}")
        for text in ["text", "text-soft", "text-faint", "link"]
        for ground in ["page", "card", "sunken", "field", "chosen"]
    ),
    *((f"--tone-{tone}-text", f"--tone-{tone}-ground") for tone in TONES),
    *((f"--tone-{tone}-text", "--color-card") for tone in TONES),
    *(
        (text, f"--tone-{tone}-ground")
        for tone in TONES
        for text in ["--color-text", "--color-text-soft"]
    ),
    ("--color-on-chrome", "--color-chrome-high"),
    ("--color-on-chrome", "--color-chrome-deep"),
    ("--color-on-chrome-soft", "--color-chrome-high"),
    ("--color-on-chrome-soft", "--color-chrome-deep"),
    ("--color-on-action", "--color-action"),
    ("--color-on-action", "--color-action-high"),
    ("--color-on-fill", "--tone-good-fill"),
    ("--color-on-fill", "--tone-bad-fill"),
    ("--color-on-ink-fill", "--color-ink-fill"),
    ("--color-paper-ink", "--color-paper"),
]
SEEN = [
    *(
        ("--color-edge", f"--color-{ground}")
        for ground in ["page", "card", "field", "sunken"]
    ),
    *(
        (f"--tone-{tone}-fill", "--color-card")
        for tone in ["good", "bad", "info", "plain"]
    ),
    ("--color-focus", "--color-focus-edge"),
    ("--color-action", "--color-page"),
    ("--tone-good-fill", "--color-field"),
    ("--tone-bad-fill", "--color-field"),
    ("--color-ink-fill", "--color-field"),
    ("--color-leaf", "--color-chrome"),
]


def palettes():
    light, _, rest = TOKENS.read_text("utf-8").partition(
        "@media screen and (prefers-color-scheme: dark)"
    )
    dark = rest.partition("@media")[0]
    day = dict(COLOUR.findall(light))
    return {"light": day, "dark": day | dict(COLOUR.findall(dark))}


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_can_be_read_on_its_ground(theme):
    palette = palettes()[theme]

    faint = {
        pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in TEXT
    }

    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_edge_and_shape_can_be_seen(theme):
    palette = palettes()[theme]

    faint = {
        pair: round(contrast(palette[pair[0]], palette[pair[1]]), 2) for pair in SEEN
    }

    assert {pair: ratio for pair, ratio in faint.items() if ratio < 3} == {}
