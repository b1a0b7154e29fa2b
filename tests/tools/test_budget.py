import pytest

from tools import budget
from tools.budget import Size


def test_function_is_measured_from_def_to_its_last_line():
    text = "@wrapped\ndef double(x):\n    y = x\n    return y + y\n"

    assert list(budget.functions(text, "src/a.py")) == [
        Size("function", "src/a.py::double", 3)
    ]


@pytest.mark.parametrize(
    ("text", "path", "kind"),
    [
        ("def detail(request, pk): ...", "src/ganket/meetings/views.py", "view"),
        ("def rows(meeting): ...", "src/ganket/meetings/views.py", "function"),
        ("def test_it(client): ...", "tests/meetings/test_views.py", "test"),
        ("def helper(client): ...", "tests/meetings/test_views.py", "function"),
    ],
)
def test_kind_follows_from_place_and_name(text, path, kind):
    (size,) = budget.functions(text, path)

    assert size.kind == kind


def test_size_over_the_limit_needs_an_entry_with_a_reason():
    large = [Size("function", "src/a.py::f", 61)]

    assert budget.faults(large, {})
    assert budget.faults(large, {"src/a.py::f": " "})
    assert budget.faults(large, {"src/a.py::f": "a table, read top to bottom"}) == []


def test_entry_that_is_no_longer_needed_is_told():
    (fault,) = budget.faults([Size("file", "src/a.py", 9)], {"src/a.py": "was long"})

    assert "src/a.py" in fault


def test_one_in_twenty_may_be_over_the_aim():
    within = [Size("file", f"src/{n}.py", 100) for n in range(95)]
    over = [Size("file", f"src/o{n}.py", 400) for n in range(7)]

    assert budget.faults(within + over[:5], {}) == []
    assert budget.faults(within + over, {})[0].startswith("7 of 102 files")
