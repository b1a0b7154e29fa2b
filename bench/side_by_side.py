"""Several ways to the same end, taken in turn, so that a busy machine is busy for all."""

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

ROUNDS = 3


@dataclass(frozen=True)
class Way:
    """One way. ``prepare`` and ``tell`` are not timed; ``do`` gets what was prepared."""

    name: str
    do: Callable[[Any], Any]
    prepare: Callable[[], Any] = lambda: None
    tell: Callable[[Any], str] = lambda _result: ""


@dataclass
class Measured:
    way: Way
    wall: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    told: str = ""


def measure(title: str, ways: Sequence[Way], rounds: int = ROUNDS) -> None:
    """Take every way in turn, round after round, and print the medians as a table.

    The first way is ours; the others are told as multiples of it: by the clock,
    and by the work of the processor, which a busy machine disturbs less.
    """
    found = [Measured(way) for way in ways]
    for _ in range(rounds):
        for each in found:
            given = each.way.prepare()
            began, worked = time.perf_counter(), processor_time()
            result = each.way.do(given)
            each.wall.append(time.perf_counter() - began)
            each.work.append(processor_time() - worked)
            each.told = each.way.tell(result)
    print_table(title, found)


def processor_time() -> float:
    """Return what this process and those that it waited for have worked, in seconds."""
    return sum(os.times()[:4])


def print_table(title: str, found: Sequence[Measured]) -> None:
    ours = found[0]
    print(f"\n**{title}**\n")
    print("| way | time | from – to | work | time, ours = 1 | work, ours = 1 | |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for each in found:
        cells = (
            each.way.name,
            seconds(median(each.wall)),
            f"{seconds(min(each.wall))} – {seconds(max(each.wall))}",
            seconds(median(each.work)),
            f"{median(each.wall) / median(ours.wall):.1f}",
            f"{median(each.work) / median(ours.work):.1f}",
            each.told,
        )
        print(f"| {' | '.join(cells)} |", flush=True)


def seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.0f} ms"
