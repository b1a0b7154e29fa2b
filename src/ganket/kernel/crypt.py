"""Sealing of personal values, and keyed hashes to find sealed values by.

The master key stands beside the database, never in it: a copy of the database
alone opens nothing.
"""

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12
KEY_BYTES = 32


def new_key() -> bytes:
    """Return a fresh 256-bit key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plain: bytes, context: str) -> bytes:
    """Encrypt and bind to a context; a value moved to another row won't open."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def unseal(key: bytes, sealed: bytes, context: str) -> bytes:
    """Decrypt. Raises cryptography's InvalidTag where key or context differ."""
    nonce, body = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    return AESGCM(key).decrypt(nonce, body, context.encode())


def keyed_hash(value: str, purpose: str) -> str:
    """Return a digest to look a sealed value up by; useless without the master key."""
    digest = hmac.new(_derived(f"hash:{purpose}"), value.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=")


def wrapping_key() -> bytes:
    """Return the key that wraps the keys of persons."""
    return _derived("wrap")


@cache
def _derived(purpose: str) -> bytes:
    derive = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode())
    return derive.derive(settings.GANKET_MASTER_KEY)
