"""The request as pages see it after sign-in."""

from django.http import HttpRequest

from ganket.accounts.models import Account


class Request(HttpRequest):
    """A request whose user has signed in; LoginRequiredMiddleware sees to that."""

    user: Account
