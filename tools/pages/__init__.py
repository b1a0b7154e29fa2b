"""The reference pages, each a function from the code to its text."""

from tools.pages import commands, forms, permissions, settings, verbs


def all_pages() -> dict[str, str]:
    """Return the text of every generated page by its file name."""
    return {
        "settings.md": settings.page(),
        "permissions.md": permissions.page(),
        "verbs.md": verbs.page(),
        "commands.md": commands.page(),
        "forms.md": forms.page(),
    }
