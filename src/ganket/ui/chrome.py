"""What stands around the content of every page.

A context processor of a higher floor builds one ``Chrome`` per request and
gives it to templates as ``chrome``; a page without it is bare, not broken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One road of the navigation. ``icon`` is a file name in ``ui/icons``."""

    label: str | StrPromise
    url: str
    icon: str
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who is signed in: the name shown, their own page, and the way out (POST)."""

    name: str
    url: str
    sign_out_url: str


@dataclass(frozen=True, kw_only=True)
class Chrome:
    """Unit shown in the head (``parent`` under it), roads, viewer, demo banner.

    ``help_line`` and ``assign_line`` say whom this reader asks for help, and for
    work that is not theirs yet; empty, what a member is told stands there.
    ``foot`` are roads of the foot: label and address.
    """

    unit: str = ""
    parent: str = ""
    nav: tuple[NavItem, ...] = ()
    viewer: Viewer | None = None
    home_url: str = "/"
    help_line: str | StrPromise = ""
    assign_line: str | StrPromise = ""
    foot: tuple[tuple[str | StrPromise, str], ...] = ()
    demo_line: str | StrPromise = ""
