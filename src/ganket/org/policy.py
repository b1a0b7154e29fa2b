"""Who may do what, said once: one condition per model and action."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import BooleanField, Case, Model, Q, QuerySet, Value, When

from ganket.accounts.models import Account
from ganket.kernel.errors import NotAllowed

M = TypeVar("M", bound=Model)

NOTHING = Q(pk__in=[])

_registry: dict[str, "Policy[Any]"] = {}
_roles: dict[str, frozenset[str]] = {}


class Policy(Generic[M]):
    """Who may do what to the rows of one model.

    A subclass gives ``scope`` and nothing else. A list, a single row and the
    flags of a page are all derived from it, so they cannot come to disagree.
    ``see`` is the action of reading a row; its history may be read with it.
    """

    model: type[M]
    see: ClassVar[str]

    def __init__(self) -> None:
        _registry[self.model._meta.label_lower] = self

    def scope(self, actor: Account, action: str) -> Q:
        raise NotImplementedError

    def visible(self, actor: Account, action: str) -> QuerySet[M]:
        """Return the rows on which the actor may do the action."""
        if not actor.is_active:
            return self.model._default_manager.none()
        return self.model._default_manager.filter(self.scope(actor, action))

    def allows(self, actor: Account, action: str, row: M) -> bool:
        """Tell whether the actor may do the action to this row. One query."""
        return self.visible(actor, action).filter(pk=row.pk).exists()

    def require(self, actor: Account, action: str, row: M) -> None:
        """Raise NotAllowed where the actor may not do the action to this row."""
        if not self.allows(actor, action, row):
            raise NotAllowed

    def flag(self, rows: QuerySet[M], actor: Account, **actions: str) -> QuerySet[M]:
        """Add a boolean for each action to a list, ``may_close=CLOSE``, in its query."""
        flags = {
            name: Case(
                When(self._scope_by_pk(actor, action), then=Value(True)),  # noqa: FBT003 - an SQL literal
                default=Value(False),  # noqa: FBT003 - an SQL literal
                output_field=BooleanField(),
            )
            for name, action in actions.items()
        }
        flagged: QuerySet[M] = rows.annotate(**flags)
        return flagged

    def _scope_by_pk(self, actor: Account, action: str) -> Q:
        # Through a subquery: a scope that joins to-many rows must not multiply the list.
        return Q(pk__in=self.visible(actor, action).values("pk"))


def grant(roles: Mapping[str, frozenset[str] | set[str]]) -> dict[str, frozenset[str]]:
    """Declare which roles may do which actions, for pages, tests and docs alike."""
    declared = {action: frozenset(who) for action, who in roles.items()}
    _roles.update(declared)
    return declared


def granted() -> dict[str, frozenset[str]]:
    """Return every declared action with its roles, by name."""
    return dict(sorted(_roles.items()))


def policy_of(model_label: str) -> Policy[Any] | None:
    """Return the policy of a model by its label, ``meetings.meeting``."""
    return _registry.get(model_label)
