"""One translator for integrity errors, which each database words in its own way."""

from django.db import IntegrityError, models


def violates(
    error: IntegrityError, constraint: models.UniqueConstraint | models.CheckConstraint
) -> bool:
    """Tell whether this error comes from this constraint.

    PostgreSQL names the constraint. SQLite names a check, but for a unique one
    only the columns, unless it has expressions (then the index).
    """
    cause = error.__cause__
    named = getattr(getattr(cause, "diag", None), "constraint_name", None)
    if named is not None:
        return bool(named == constraint.name)
    words = str(error)
    if constraint.name in words:
        return True
    if not isinstance(constraint, models.UniqueConstraint) or "UNIQUE" not in words:
        return False
    columns = words.partition(": ")[2]
    told = {part.strip().rpartition(".")[2] for part in columns.split(",")}
    # The column of a foreign key is called after its field, with _id.
    meant = [{name, f"{name}_id"} & told for name in constraint.fields]
    return all(meant) and len(told) == len(meant)
