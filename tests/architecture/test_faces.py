import pytest

from tests.architecture.sources import Module, imported, modules

# What other packages may know of a package.
FACE = {"enums", "models", "queries", "commands", "ports"}
# Packages that are faces altogether: made to be leant on.
OPEN = {"kernel", "ui", "rulebook"}
# And single modules, each with its reason.
EXCEPTIONS = {
    "org.reach": "policies ask it which units an account reaches",
    "org.policy": "the base of every policy",
    "journal.verbs": "declaring a verb writes nothing",
    "journal.vault": "models keep personal values under the person's key",
    "demo.build": "the program builds the demo",
    "demo.folder": "and makes its folder",
    "demo.personas": "and says whom one may be",
    "jobs.runner": "the loop that the program runs",
    "accounts.codes": "how codes are printed and typed",
    "accounts.web": "the typed request of every page",
    "roster.reading": "what was read of a list, which the program prints",
    "documents.sheets": "the words of a paper, which adapters lay out",
    "documents.drafting": "from a regulation's wording and plain values to a sheet",
    "documents.dates": "days as papers write them",
}
# Who joins the parts may see them: the composition root, and nobody else.
JOINERS = {"config"}


def strangers_met(module):
    """Return what a module imports of another package behind its face."""
    if module.package in JOINERS:
        return []
    return [
        name
        for name in imported(module)
        if name.partition(".")[0] not in {module.package, *OPEN}
        and "".join(name.split(".")[1:2]) not in FACE
        and not any(f"{name}.".startswith(f"{known}.") for known in EXCEPTIONS)
    ]


def test_packages_are_met_at_their_faces():
    met = {module.name: strangers_met(module) for module in modules()}

    assert {name: names for name, names in met.items() if names} == {}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("shell.views", "from ganket.meetings import policies"),
        ("shell.views", "from ganket.meetings.policies import SEE"),
        ("reviews.tasks", "import ganket.roster.forms"),
        ("meetings.views", "from ganket.opinions.views import detail"),
        ("shell.views", "from ganket import meetings"),
        ("roster.models", "def f():\n    from ganket.org.tasks import x"),
    ],
)
def test_planted_meeting_behind_the_face_is_told(name, text):
    assert strangers_met(Module(name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("shell.views", "from ganket.meetings import queries, commands"),
        ("shell.views", "from ganket.meetings.models import Meeting"),
        ("shell.views", "from ganket.shell import policies"),
        ("roster.policies", "from ganket.org.policy import Policy"),
        ("roster.models", "from ganket.kernel import clock"),
        ("config.urls", "from ganket.meetings import views"),
    ],
)
def test_meeting_at_the_face_passes(name, text):
    assert strangers_met(Module(name, text)) == []
