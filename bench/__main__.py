"""The runner: each figure in a process and on a database of its own."""

import os
import platform
import shutil
import subprocess
import sys

FIGURES = ("forms", "attendance", "search", "demo")


def main() -> None:
    names = sys.argv[1:] or list(FIGURES)
    unknown = set(names) - set(FIGURES)
    if unknown:
        sys.exit(
            f"unknown: {', '.join(sorted(unknown))}. There are: {', '.join(FIGURES)}"
        )
    if len(names) == 1:
        run(names[0])
        return
    busy = os.getloadavg()[0]
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, load {busy:.1f}"
    )
    codes = [
        subprocess.run([sys.executable, "-m", "bench", name], check=False).returncode
        for name in names
    ]
    sys.exit(max(codes))


def run(name: str) -> None:
    """Run one figure on a new database, which is thrown away with its folder."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    # Playwright keeps a loop running, and Django would take all for a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    import django

    django.setup()
    from django.conf import settings
    from django.test.utils import (
        setup_databases,
        setup_test_environment,
        teardown_databases,
    )

    from bench import attendance, demo, forms, search

    figures = {"forms": forms, "attendance": attendance, "search": search, "demo": demo}
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        figures[name].run()
    finally:
        teardown_databases(made, verbosity=0)
        shutil.rmtree(settings.GANKET_DATA_DIR, ignore_errors=True)


if __name__ == "__main__":
    main()
