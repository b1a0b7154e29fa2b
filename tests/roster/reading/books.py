"""Books for the reader, written down as rows of cells."""

import datetime as dt

from ganket.documents.ports import Book, Grid, Merge, Row
from ganket.roster.reading import read_book

TODAY = dt.date(2026, 11, 23)


def grid(rows, name="S", merges=(), **more):
    filled = [
        Row(number, name, tuple(row))
        for number, row in enumerate(rows, start=1)
        if any(cell is not None for cell in row)
    ]
    return Grid(name, tuple(filled), tuple(Merge(*m) for m in merges), **more)


def read(*grids):
    return read_book(Book(tuple(grids)), TODAY)


def told(*grids):
    """Return name, birth and workplace of everybody found."""
    return [(e.full_name, e.born, e.workplace) for e in read(*grids).entries]


def codes(entry):
    return [problem.code for problem in entry.problems]
