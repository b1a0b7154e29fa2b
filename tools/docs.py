"""Write the reference pages that follow from the code, or tell which are stale.

tools/docs.py          write docs/reference/*.md
tools/docs.py --check  write nothing; exit 1 where a page is not what it would be
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
sys.path.insert(0, str(ROOT))


def main() -> None:
    compile_texts()
    with tempfile.TemporaryDirectory() as folder:
        start_django(folder)
        from tools import pages  # noqa: PLC0415 - after Django is set up

        written = pages.all_pages()
    if "--check" in sys.argv:
        stale = stale_pages(written)
        print("\n".join(f"docs/reference/{name} is stale" for name in stale))
        sys.exit("run: make docs" if stale else 0)
    for name, text in written.items():
        (REFERENCE / name).write_text(text, encoding="utf-8")


def compile_texts() -> None:
    """Compile the catalogues: the program's help is Vietnamese with them alone."""
    command = [sys.executable, str(ROOT / "tools" / "messages.py"), "compile"]
    subprocess.run(command, check=True, capture_output=True)


def start_django(folder: str) -> None:
    """Set Django up on a data folder of its own, so that nothing of anybody's is met."""
    os.environ["GANKET_DATA_DIR"] = folder
    os.environ["LC_ALL"] = "C.UTF-8"  # the program's help speaks Vietnamese then
    os.environ.pop("GANKET_DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ganket.config.settings")
    import django  # noqa: PLC0415 - after the environment is set

    django.setup()


def stale_pages(written: dict[str, str]) -> list[str]:
    """Return the names of the pages that are not as they would be written now."""
    return [
        name
        for name, text in written.items()
        if not (REFERENCE / name).exists()
        or (REFERENCE / name).read_text(encoding="utf-8") != text
    ]


if __name__ == "__main__":
    main()
