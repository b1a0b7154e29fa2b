"""A name looked for among 100,000, typed as people type on a phone."""

from random import Random

from bench.side_by_side import Way, measure
from ganket.demo.names import full_name
from ganket.kernel.text import search_key, search_words
from ganket.people.models import Person
from ganket.people.queries import named

PEOPLE, PAGE = 100_000, 21
# Without marks, in small letters, in another order, cut short: and once in full.
SEARCHES = (
    "nguyen van hung",
    "tran thi anh",
    "ANH TRAN",
    "le hoang",
    "bich ngoc lam",
    "thach sa",
    "Phạm Thị Út",
    "huynh quoc v",
    "nobody at all",
    "đỗ minh khang",
)


def run() -> None:
    fill()
    measure(
        f"{len(SEARCHES)} searches among {PEOPLE:,} people, the first {PAGE} of each",
        [
            Way("ours: by the folded name", lambda _: ours(), tell=told),
            Way("LIKE over the name as written", lambda _: like(), tell=told),
            Way("every name folded and compared", lambda _: folded(), tell=told),
        ],
    )


def fill() -> None:
    rng, people = Random(100), []
    for _ in range(PEOPLE):
        person = Person()
        person.set_name(full_name(rng, rng.choice("MF")))
        people.append(person)
    Person.objects.bulk_create(people, batch_size=5000)


def ours() -> list[list[Person]]:
    return [list(Person.objects.filter(named(asked))[:PAGE]) for asked in SEARCHES]


def like() -> list[list[Person]]:
    found = Person.objects.all()
    return [list(found.filter(full_name__icontains=asked)[:PAGE]) for asked in SEARCHES]


def folded() -> list[list[Person]]:
    """Fold each name while looking, as a search without a key of its own must."""
    found = []
    for asked in SEARCHES:
        words = search_words(asked)
        names = Person.objects.values_list("pk", "full_name").iterator()
        keys = [
            pk for pk, name in names if all(word in search_key(name) for word in words)
        ]
        found.append(list(Person.objects.filter(pk__in=keys[:PAGE])))
    return found


def told(found: list[list[Person]]) -> str:
    fruitful = sum(1 for rows in found if rows)
    return f"{fruitful} of {len(SEARCHES)} found somebody"
