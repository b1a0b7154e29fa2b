import pytest

from tests.architecture.sources import Module, attributes, modules

# These ask queries and give commands; rows they never fetch themselves.
WITHOUT_ROWS = {"views", "forms", "tasks", "listeners", "templatetags", "urls"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}


def rows_fetched(module):
    """Return the lines at which a room without rows reaches for a manager."""
    if not module.rooms & WITHOUT_ROWS:
        return []
    return [line for line, name in attributes(module) if name in MANAGERS]


def test_rooms_without_rows_fetch_none():
    fetched = {module.name: rows_fetched(module) for module in modules()}

    assert {name: lines for name, lines in fetched.items() if lines} == {}


@pytest.mark.parametrize(
    "name",
    ["meetings.views", "meetings.views.detail", "meetings.forms", "meetings.tasks"],
)
def test_planted_fetch_is_told(name):
    text = "def page(request):\n    return Meeting.objects.filter(pk=1)\n"

    assert rows_fetched(Module(name, text)) == [2]


def test_queries_may_fetch():
    assert rows_fetched(Module("meetings.queries", "x = Meeting.objects.all()")) == []
