import pytest
from django.conf import settings

from ganket.config import wiring
from ganket.documents import ports


@pytest.fixture(autouse=True)
def _bound_again():
    yield
    wiring.bind(settings.GANKET_PORTS)


def test_port_answers_with_the_adapter_of_the_settings():
    wiring.bind({"pdf": "collections.OrderedDict"})

    assert type(ports.renderer()).__name__ == "OrderedDict"


def test_adapter_is_built_once_and_only_when_asked_for():
    wiring.bind({"pdf": "nowhere.to.be.Found"})
    wiring.bind({"pdf": "collections.OrderedDict"})

    assert ports.renderer() is ports.renderer()


def test_unknown_port_is_an_error():
    with pytest.raises(KeyError):
        wiring.bind({"fax": "collections.OrderedDict"})


def test_settings_name_every_port():
    assert set(settings.GANKET_PORTS) == set(wiring.PORTS)
