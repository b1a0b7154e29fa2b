"""Codes that are printed, read aloud and typed: handles and invitation codes."""

import secrets

from ganket.kernel import crypt

# Without the letters and digits that are mistaken for one another on paper.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
HANDLE_LENGTH = 6
# 50 bits: at the pace that sign-in allows nobody guesses one in its 30 days.
CODE_LENGTH = 10
GROUP = 4


def new_handle() -> str:
    return _random(HANDLE_LENGTH)


def new_code() -> str:
    return _random(CODE_LENGTH)


def bare(typed: str) -> str:
    """Return a code or a handle as it is kept, however it was typed off the paper."""
    return "".join(char for char in typed.upper() if char.isalnum())


def grouped(code: str) -> str:
    """Return a code as it is printed: ``K7MQ-2XRT-9P``."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def code_hash(typed: str) -> str:
    """Return the only thing that is kept of an invitation code."""
    return crypt.keyed_hash(bare(typed), "invitation")


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))
