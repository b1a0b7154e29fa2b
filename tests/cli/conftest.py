import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings

from tests.waiting import wait_until

ROOT = Path(__file__).resolve().parents[2]
GANKET = Path(sys.executable).parent / "ganket"


@dataclass
class Installation:
    """A data folder of its own, with the database that this run of the tests is on."""

    folder: Path
    database: str = ""
    running: list[subprocess.Popen] = field(default_factory=list)

    @property
    def environment(self):
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GANKET_", "DJANGO_"))
        }
        told = {"GANKET_DATA_DIR": str(self.folder), "PYTHONPATH": str(ROOT)}
        if self.database:
            told["GANKET_DATABASE_URL"] = self.database
        return {**kept, **told, "LC_ALL": "C.UTF-8"}

    def run(self, *words, **variables):
        environment = {**self.environment, **variables}
        return subprocess.run(
            [GANKET, *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def python(self, code):
        """Run code inside the product, in a process of its own."""
        environment = {
            **self.environment,
            "DJANGO_SETTINGS_MODULE": "ganket.config.settings",
        }
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)

    def start(self, *words):
        process = subprocess.Popen(
            [GANKET, *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.running.append(process)
        return process

    def connect(self):
        """Reach the database itself, past the product."""
        if self.database:
            return closing(psycopg.connect(self.database, autocommit=True))
        path = self.folder / "ganket.sqlite3"
        return closing(sqlite3.connect(path, isolation_level=None))

    def rows(self, query):
        with self.connect() as connection:
            return connection.execute(query).fetchall()

    def change(self, statement):
        with self.connect() as connection:
            connection.execute(statement)

    def stop_all(self):
        for process in self.running:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(30)
            process.stdout.close()


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_open(port):
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _on_postgres():
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


def _server():
    given = settings.DATABASES["default"]
    return psycopg.connect(
        host=given["HOST"],
        port=given["PORT"] or None,
        user=given["USER"],
        password=given["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )


def _address(name):
    given = settings.DATABASES["default"]
    user, host = given["USER"], quote(given["HOST"], safe="")
    password = f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else ""
    port = f":{given['PORT']}" if given["PORT"] else ""
    return f"postgres://{user}{password}@{host}{port}/{name}"


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """An installation that nobody touches: the others are copied from it."""
    made = Installation(tmp_path_factory.mktemp("migrated"))
    if _on_postgres():
        name = f"cli_{os.getpid()}"
        with _server() as server:
            server.execute(f"CREATE DATABASE {name}")
        made.database = _address(name)
    done = made.run("migrate")
    assert done.returncode == 0, done.stderr
    yield made
    if _on_postgres():
        with _server() as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def installation(migrated, tmp_path):
    """A migrated installation to be run as a program, thrown away afterwards."""
    folder = tmp_path / "data"
    shutil.copytree(migrated.folder, folder)
    made = Installation(folder)
    if migrated.database:
        origin = migrated.database.rpartition("/")[2]
        name = f"{origin}_{os.urandom(4).hex()}"
        with _server() as server:
            server.execute(f"CREATE DATABASE {name} TEMPLATE {origin}")
        made.database = _address(name)
    yield made
    made.stop_all()
    if migrated.database:
        with _server() as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def served(installation):
    """The same installation, served on a port of its own."""
    return serve(installation)


def serve(installation):
    port = free_port()
    process = installation.start("serve", "--port", str(port), "--workers", "1")
    wait_until(lambda: is_open(port) or process.poll() is not None, seconds=60)
    return process, port
