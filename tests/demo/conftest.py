import pytest
from django.urls import set_urlconf

# Read now, while no demo is played: the addresses are laid out once a process.
from ganket.config.urls import urlpatterns as real_addresses


@pytest.fixture
def demo_addresses(settings):
    """The addresses of a demo, and nothing else of it."""
    assert "demo" not in {getattr(entry, "namespace", "") for entry in real_addresses}
    settings.ROOT_URLCONF = "tests.demo.urls"
    yield
    # The handler leaves it set for the thread.
    set_urlconf(None)


@pytest.fixture
def demo(settings, demo_addresses):
    """The product as it is in a demo."""
    settings.GANKET_DEMO = True
    settings.LOGIN_URL = "demo:choose"
