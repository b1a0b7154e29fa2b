"""Values kept under a key per person."""

from cryptography.exceptions import InvalidTag
from django.db import transaction

from ganket.journal.models import Key
from ganket.kernel import crypt


def seal(owner: str, plain: str) -> bytes:
    """Encrypt a value under its owner's key, which is made at first use."""
    return crypt.seal(_key(owner), plain.encode(), owner)


def unseal(owner: str, sealed: bytes) -> str | None:
    """Return the value, or None where the owner's key has been forgotten."""
    row = Key.objects.filter(owner=owner).first()
    if row is None or not sealed:
        return None
    return _open(row, bytes(sealed))


def unseal_many(values: list[tuple[str, bytes]]) -> list[str | None]:
    """Return the values of many owners, in one query."""
    rows = Key.objects.in_bulk({owner for owner, _ in values}, field_name="owner")
    return [
        _open(rows[owner], bytes(sealed)) if owner in rows and sealed else None
        for owner, sealed in values
    ]


def forget(owner: str) -> bool:
    """Destroy an owner's key. Return whether there was one."""
    deleted, _ = Key.objects.filter(owner=owner).delete()
    return bool(deleted)


def opens() -> bool:
    """Tell whether the master key is the one that this database was sealed with."""
    row = Key.objects.first()
    try:
        return row is None or bool(crypt.unseal(*_wrapped(row)))
    except InvalidTag:
        return False


def _wrapped(row: Key) -> tuple[bytes, bytes, str]:
    return crypt.wrapping_key(), bytes(row.wrapped), row.owner


def _open(row: Key, sealed: bytes) -> str | None:
    key = crypt.unseal(*_wrapped(row))
    try:
        return crypt.unseal(key, sealed, row.owner).decode()
    except InvalidTag:  # sealed under a key that was forgotten, then made anew
        return None


def _key(owner: str) -> bytes:
    row = Key.objects.filter(owner=owner).first()
    if row is None:
        with transaction.atomic():
            wrapped = crypt.seal(crypt.wrapping_key(), crypt.new_key(), owner)
            row, _ = Key.objects.get_or_create(
                owner=owner, defaults={"wrapped": wrapped}
            )
    return crypt.unseal(*_wrapped(row))
