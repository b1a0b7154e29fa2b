import subprocess
import sys

from ganket.cli.main import main
from ganket.config import env
from tools import docs


def reference(name):
    return (docs.REFERENCE / name).read_text(encoding="utf-8")


def test_reference_pages_are_as_the_code_would_write_them():
    # In a process of its own: tests declare verbs and roles that are not the product's.
    script = docs.ROOT / "tools" / "docs.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_planted_page_is_told_as_stale(tmp_path, monkeypatch):
    monkeypatch.setattr(docs, "REFERENCE", tmp_path)
    (tmp_path / "old.md").write_text("as it was")

    stale = docs.stale_pages({"old.md": "as it is", "missing.md": ""})

    assert stale == ["old.md", "missing.md"]


def test_every_setting_and_command_is_named():
    settings, commands = reference("settings.md"), reference("commands.md")

    assert all(f"`GANKET_{variable.name}`" in settings for variable in env.VARIABLES)
    assert all(f"`ganket {name}`" in commands for name in main.commands)
