"""Organisations in a tree, and the offices that persons hold in them.

Four ideas carry the package. A **unit** is an organisation of the party:
nation, province, ward committee, workplace committee, cell. The tree of today
is kept twice: as ``parent`` on each unit, and as **lines**, one row for every
pair of a unit and a unit above it (itself included), so that "everything under
this ward" is one join in any database. An **office** is a role that a person
holds in a unit for a term; rights follow from offices in force today and from
nothing else, so that they end when the office ends. A **policy** turns offices
into one condition per model and action; lists, single rows and flags are all
derived from that one condition.
"""
