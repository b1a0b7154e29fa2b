"""What allauth asks of us."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from typing_extensions import override


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: accounts come from invitations."""

    @override
    def is_open_for_signup(self, request: Any) -> bool:
        return False
