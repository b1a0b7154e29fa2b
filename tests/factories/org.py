import datetime as dt

import factory

from ganket.org.enums import Role, UnitKind
from ganket.org.models import Line, Office, Unit

OPENED = dt.date(2000, 1, 1)


def nation():
    found = Unit.objects.filter(kind=UnitKind.NATION).first()
    return found or UnitFactory(kind=UnitKind.NATION, parent=None, name="Việt Nam")


class UnitFactory(factory.django.DjangoModelFactory):
    """A unit with its lines. Without a parent it stands under the nation."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"U{n:05d}")
    kind = UnitKind.WARD_COMMITTEE
    parent = factory.LazyFunction(nation)
    opened_on = OPENED

    @classmethod
    def _create(cls, model_class, *args, name=None, **kwargs):
        unit = model_class(*args, **kwargs)
        unit.set_name(name or f"Phường Thử {unit.code}")
        unit.save()
        lines = [Line(upper=unit, lower=unit, depth=0)]
        if unit.parent is not None:
            above = Line.objects.filter(lower=unit.parent)
            lines += [Line(upper=a.upper, lower=unit, depth=a.depth + 1) for a in above]
        Line.objects.bulk_create(lines)
        return unit


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    person = factory.SubFactory("tests.factories.people.PersonFactory")
    unit = factory.SubFactory(UnitFactory)
    role = Role.SECRETARY
    since = OPENED


def ward(**kwargs):
    kwargs.setdefault("name", "Phường Bạc Liêu")
    return UnitFactory(
        kind=UnitKind.WARD_COMMITTEE, is_residence=True, is_workplace=True, **kwargs
    )


def residence_cell(parent=None, **kwargs):
    kwargs.setdefault("name", "Khóm 2")
    return UnitFactory(
        kind=UnitKind.CELL, parent=parent or ward(), is_residence=True, **kwargs
    )


def workplace(**kwargs):
    kwargs.setdefault("name", "Điện lực Bạc Liêu")
    return UnitFactory(kind=UnitKind.GRASSROOTS_COMMITTEE, is_workplace=True, **kwargs)


def workplace_cell(parent=None, **kwargs):
    kwargs.setdefault("name", "Phòng Kỹ thuật")
    return UnitFactory(
        kind=UnitKind.CELL, parent=parent or workplace(), is_workplace=True, **kwargs
    )
