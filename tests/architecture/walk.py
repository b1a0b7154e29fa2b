"""What may come back to somebody who has no part in anything."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from tests.architecture.routes import Route

REFUSED = {403, 404, 405, 410}
MOVED = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Answer:
    method: str
    address: str
    status: int
    target: str
    text: str

    def __str__(self) -> str:
        return f"{self.method} {self.address}: {self.status} {self.target}".strip()


def answers(client: Client, route: Route) -> Iterator[Answer]:
    """Ask for a route by GET and by POST, with rows that are there."""
    for address in route.addresses():
        for method in ("GET", "POST"):
            response: Any = client.generic(method, address)
            content = b"".join(response) if response.streaming else response.content
            yield Answer(
                method,
                address,
                response.status_code,
                response.headers.get("Location", ""),
                content.decode(errors="replace"),
            )


def is_refused(answer: Answer) -> bool:
    return answer.status in REFUSED


def leads_to_sign_in(answer: Answer) -> bool:
    sign_in = reverse("account_login")
    return answer.status in MOVED and answer.target.partition("?")[0] == sign_in
