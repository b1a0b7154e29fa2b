import pytest
from django.urls import set_urlconf


@pytest.fixture
def demo_addresses(settings):
    """The addresses of a demo, and nothing else of it."""
    settings.ROOT_URLCONF = "tests.demo.urls"
    yield
    # The handler leaves it set for the thread.
    set_urlconf(None)


@pytest.fixture
def demo(settings, demo_addresses):
    """The product as it is in a demo."""
    settings.GANKET_DEMO = True
    settings.LOGIN_URL = "demo:choose"
