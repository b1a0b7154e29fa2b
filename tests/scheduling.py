"""Which tests one process runs together: those that share something dear to build.

The marks of xdist for this are lost on pytest 9.2, which no longer lets a plugin
write into the name of a test; a scheduler of our own needs no marks.
"""

from xdist.scheduler import LoadScopeScheduling

# Long files stand in the same list: begun early, none is left over at the end.
TOGETHER = (
    "tests/cli/",
    "tests/demo/test_build.py",
    "tests/architecture/test_strangers.py",
    "tests/architecture/test_contracts.py",
    "tests/ui/test_storage.py",
)


class Together(LoadScopeScheduling):
    """Hands out the tests one by one, and those that belong together at once."""

    def _split_scope(self, nodeid: str) -> str:
        found = (start for start in TOGETHER if nodeid.startswith(start))
        return next(found, nodeid)
