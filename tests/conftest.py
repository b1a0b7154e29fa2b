import datetime as dt
import shutil

import pytest
from django.conf import settings

from ganket.kernel import clock
from tests import serverclock
from tests.database import let_flush_empty_the_journal

pytest_plugins = ["tests.browser"]

let_flush_empty_the_journal()

# A Monday late in the yearly season.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=clock.ZONE)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    from tests.scheduling import Together

    return Together(config, log)


def pytest_unconfigure(config):
    shutil.rmtree(settings.GANKET_DATA_DIR, ignore_errors=True)


@pytest.fixture(autouse=True)
def _clock():
    with serverclock.at(NOW):
        yield
