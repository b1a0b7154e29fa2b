import json
from pathlib import Path

import brotli
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from django.test import override_settings

from ganket.ui.storage import joined_styles

FIRST_VIEW = [
    "ui/css/app.css",
    "ui/js/app.js",
    "ui/favicon.svg",
    "vendor/htmx/htmx-4.0.1.min.js",
    "vendor/be-vietnam-pro/be-vietnam-pro-latin-600-normal.woff2",
    "vendor/be-vietnam-pro/be-vietnam-pro-vietnamese-600-normal.woff2",
]


def sources(**files):
    storage = InMemoryStorage()
    named = {name.replace("__", "/") + ".css": text for name, text in files.items()}
    for name, text in named.items():
        storage.save(name, ContentFile(text.encode()))
    return {name: (storage, name) for name in named}


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    root = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "ganket.ui.storage.JoinedStyles"},
    }
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield root, json.loads((root / "staticfiles.json").read_text())["paths"]


def read(collected, name):
    root, paths = collected
    return (Path(root) / paths[name]).read_bytes()


def test_style_sheet_is_one_file_in_the_order_of_its_layers(collected):
    sheet = read(collected, "ui/css/app.css").decode()

    assert "@import" not in sheet
    assert sheet.index("@layer reset, tokens") < sheet.index("--color-page")
    assert (
        sheet.index("--color-page")
        < sheet.index(".button {")
        < sheet.index(".only-read")
    )
    assert "@media print {\n@layer print {" in sheet


def test_joined_style_sheet_finds_its_fonts(collected):
    _, paths = collected
    font = paths["vendor/be-vietnam-pro/be-vietnam-pro-latin-600-normal.woff2"]

    assert f"../../{font}" in read(collected, "ui/css/app.css").decode()


def test_module_imports_the_hashed_module(collected):
    _, paths = collected
    queue = Path(paths["ui/js/marks_queue.js"]).name

    assert queue != "marks_queue.js"
    assert f"./{queue}" in read(collected, "ui/js/attendance.js").decode()


def test_first_view_leaves_room_for_a_page(collected):
    squeezed = {
        name: len(brotli.compress(read(collected, name))) for name in FIRST_VIEW
    }

    assert sum(squeezed.values()) < 75_000, squeezed  # of the 100 KB of a first view


def test_import_becomes_a_layer_and_keeps_its_media():
    paths = sources(
        css__app='@layer a;\n@import url("x.css") layer(base);\n@import url("y.css") layer(print) print;\n',
        css__x=".x {}\n",
        css__y=".y {}\n",
    )

    joined = joined_styles(paths, "css/app.css").decode()

    assert "@layer base {\n.x {}\n}" in joined
    assert "@media print {\n@layer print {\n.y {}\n}\n}" in joined


def test_address_that_would_lead_elsewhere_is_refused():
    paths = sources(
        css__app='@import url("deep/x.css") layer(base);\n',
        css__deep__x=".x { background: url(../leaf.svg) }\n",
    )

    with pytest.raises(ValueError, match="neighbours"):
        joined_styles(paths, "css/app.css")
