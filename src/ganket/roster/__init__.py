"""Members, and the two dated links that the rule is about.

A member has at most one open **work link** (to the cell where they work) and at
most one open **home link** (to the ward, and in it the cell, where they live).
Spans are half-open and those of one kind never overlap; leaving and coming back
are two spans. A home link comes from an **introduction**: issued by the
workplace, received or refused by the ward, assigned to a cell.
"""
