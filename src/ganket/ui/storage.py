"""Static files with hashed names, and one style sheet where the source has many.

``app.css`` imports one file per component. Served like that, a cold phone on a
slow line would wait for two rounds and thirty requests. As ``collectstatic``
rewrites the addresses in style sheets anyway, it joins them while it is there.
"""

import re
from collections.abc import Iterator
from posixpath import dirname, normpath
from posixpath import join as join_path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "ui/css/app.css"
_IMPORT = re.compile(
    r"""^@import\s+url\("(?P<path>[^"]+)"\)\s+layer\((?P<layer>[a-z]+)\)"""
    r"""(?P<media>[^;]*);$""",
    re.MULTILINE,
)


class JoinedStyles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise is untyped
    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, Any], *args: Any, **kwargs: Any
    ) -> Iterator[Any]:
        if ENTRY in paths:
            joined = InMemoryStorage()
            joined.save(ENTRY, ContentFile(joined_styles(paths, ENTRY)))
            paths[ENTRY] = (joined, ENTRY)
        yield from super().post_process(paths, *args, **kwargs)


def joined_styles(paths: dict[str, Any], entry: str) -> bytes:
    """Return the style sheet ``entry`` with each ``@import`` replaced by its file.

    ``paths`` maps the name of a static file to its storage and its path there.
    Raises ValueError where a file to be moved points to another by a relative
    address, because that address would lead elsewhere from ``entry``.
    """

    def inlined(found: re.Match[str]) -> str:
        name = normpath(join_path(dirname(entry), found["path"]))
        content = _read(paths, name)
        if "url(" in content and dirname(name) != dirname(entry):
            raise ValueError(f"{name}: only the neighbours of {entry} may use url()")
        layered = f"@layer {found['layer']} {{\n{content}}}\n"
        media = found["media"].strip()
        return f"@media {media} {{\n{layered}}}" if media else layered

    return _IMPORT.sub(inlined, _read(paths, entry)).encode()


def _read(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
