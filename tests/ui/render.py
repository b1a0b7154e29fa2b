"""Render a scrap of a template with the product's own environment."""

from django.template import engines


def render(source, request=None, **context):
    return engines["jinja2"].from_string(source).render(context, request)
