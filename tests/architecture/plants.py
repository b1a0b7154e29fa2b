"""Plant one import after another in a skeleton of the product; tell what breaks.

Run as a program of its own, because the real package is loaded where the tests
run: plants.py SKELETON PYPROJECT < plants, each a module and its line, as JSON.
"""

import contextlib
import importlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path


def main() -> None:
    skeleton, config = Path(sys.argv[1]), sys.argv[2]
    sys.path.insert(0, str(skeleton))
    broken = {}
    for name, (module, line) in json.load(sys.stdin).items():
        with planted(skeleton, module, line):
            broken[name] = contracts_broken(config)
    json.dump(broken, sys.stdout)


@contextlib.contextmanager
def planted(skeleton: Path, module: str, line: str) -> Iterator[None]:
    """Hold one line in one module of the skeleton, which may be new, for a block."""
    path = skeleton / (module.replace(".", "/") + ".py")
    before = path.read_text() if path.exists() else None
    path.write_text(line + "\n")
    importlib.invalidate_caches()
    try:
        yield
    finally:
        path.unlink() if before is None else path.write_text(before)


def contracts_broken(config: str) -> list[str]:
    from importlinter.api import use_cases

    options = use_cases.read_user_options(config)
    use_cases._register_contract_types(options)
    ids = {contract["name"]: contract["id"] for contract in options.contracts_options}
    with contextlib.redirect_stdout(io.StringIO()):
        report = use_cases.create_report(options, cache_dir=None)
    checks = report.get_contracts_and_checks()
    return [ids[contract.name] for contract, check in checks if not check.kept]


if __name__ == "__main__":
    main()
