"""Short ways to the pages of meetings."""

from django.urls import reverse

HX = {"HX-Request": "true"}


def text_of(page):
    return page.content.decode()


def at(name, *args):
    return reverse(f"meetings:{name}", args=args)
