"""What a device is called by the people who hold it."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

# The first that fits names it: a tablet calls itself a phone, Edge calls itself Chrome.
MACHINES: list[tuple[str, StrPromise]] = [
    ("iPhone", gettext_lazy("Điện thoại iPhone")),
    ("iPad", gettext_lazy("Máy tính bảng iPad")),
    ("Android", gettext_lazy("Điện thoại Android")),
    ("Windows", gettext_lazy("Máy tính Windows")),
    ("Macintosh", gettext_lazy("Máy tính Mac")),
    ("Linux", gettext_lazy("Máy tính Linux")),
]
BROWSERS = [
    ("Zalo", "Zalo"),
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
]


def describe(user_agent: str) -> str:
    """Return a name for a device, ``Điện thoại Android, Chrome``."""
    machine = next((str(n) for mark, n in MACHINES if mark in user_agent), "")
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    return ", ".join(part for part in (machine, browser) if part) or _("Máy khác")
