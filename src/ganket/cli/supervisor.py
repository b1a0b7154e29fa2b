"""Two processes run side by side until one is asked to stop, or cannot go on."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

from ganket.cli.start import Stopped
from ganket.cli.words import _

# A process that dies within this time of its start does not start at all.
STILLBORN = 5.0
PATIENCE = 20.0
LOOK = 0.2
PR_SET_PDEATHSIG = 1


@dataclass
class Part:
    """One process to be kept alive: restarted where it ends by itself."""

    name: str
    command: Sequence[str]
    process: "subprocess.Popen[bytes] | None" = None
    began: float = 0.0

    def start(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            env=dict(environment),
            preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has one thread
        )
        self.began = time.monotonic()

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self, deadline: float) -> None:
        """Ask to stop, wait until the deadline, then insist."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


@dataclass
class Supervisor:
    parts: list[Part]
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    stopping: bool = False

    def run(self, when_ready: Callable[[], None], address: tuple[str, int]) -> None:
        """Keep every part alive until a signal comes. Raises Stopped if one cannot."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.ask_to_stop)
        try:
            for part in self.parts:
                part.start(self.environment)
            self.watch(when_ready, address)
        finally:
            self.stop()

    def watch(self, when_ready: Callable[[], None], address: tuple[str, int]) -> None:
        is_told = False
        while not self.stopping:
            for part in self.parts:
                if part.has_ended():
                    self.revive(part)
            if not is_told and answers(*address):
                when_ready()
                is_told = True
            time.sleep(LOOK)

    def revive(self, part: Part) -> None:
        if self.stopping:
            return
        if time.monotonic() - part.began < STILLBORN:
            raise Stopped(
                _("Phần “%s” không khởi động được. Lý do ghi ở các dòng trên.")
                % part.name
            )
        part.start(self.environment)

    def stop(self) -> None:
        deadline = time.monotonic() + PATIENCE
        for part in self.parts:
            if part.process is not None and part.process.poll() is None:
                part.process.terminate()
        for part in self.parts:
            part.stop(deadline)

    def ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True


def end_with_parent() -> None:
    """Let the system end this process when the one that started it is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def answers(host: str, port: int) -> bool:
    """Tell whether somebody takes connections there."""
    try:
        with socket.create_connection((reachable(host), port), timeout=1):
            return True
    except OSError:
        return False


def reachable(host: str) -> str:
    """Return an address at which a server bound to ``host`` is met from here."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def web(host: str, port: int, workers: int, threads: int) -> Part:
    command = [
        sys.executable,
        "-m",
        "granian",
        "ganket.config.wsgi:application",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={workers}",
        f"--blocking-threads={threads}",
        "--respawn-failed-workers",
        "--workers-kill-timeout=10",
        "--log-level=warning",
    ]
    return Part(_("trang web"), command)


def background() -> Part:
    command = [sys.executable, "-m", "ganket.cli", "worker"]
    return Part(_("việc chạy nền"), command)
