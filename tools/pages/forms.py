from collections.abc import Iterator

from ganket.rulebook.forms import ReviewForm
from ganket.rulebook.models import RulePack
from ganket.rulebook.queries import packs
from tools.pages.markdown import heading, table


def page() -> str:
    about = (
        "What the regulations say, as the product holds it: `SEEN` was read in a "
        "published text, `RECALLED` is to be checked before it is called official, "
        "`OWN` is a rule of this product. The data are in "
        "`src/ganket/rulebook/data/packs`."
    )
    told = heading("Regulations and forms", about)
    for pack in packs():
        told += list(regulation(pack))
    return "\n".join(told)


def regulation(pack: RulePack) -> Iterator[str]:
    until = f"to {pack.in_force_until} (not counted)" if pack.in_force_until else "on"
    yield from [f"## `{pack.key}`: {pack.short_title}", ""]
    yield from [pack.title, "", f"In force from {pack.in_force_from} {until}.", ""]
    yield from ["### Papers", ""]
    first, second = pack.introduction_form, pack.request_form
    papers = [
        ("F1", first.title, first.version, first.mark),
        ("F2", second.title, second.version, second.mark),
        *(("F3", form.subtitle, form.version, form.mark) for form in pack.review_forms),
    ]
    yield from table(["Paper", "Title", "Version", "Mark"], papers)
    for form in pack.review_forms:
        yield from review(form)
    yield from limits(pack)


def review(form: ReviewForm) -> Iterator[str]:
    yield from [f"### What F3 `{form.key}` asks", ""]
    rows = (
        (
            criterion.number,
            criterion.short_text,
            " / ".join(level.label for level in criterion.choices) or "free text",
            criterion.measured_by or "",
            criterion.mark,
        )
        for criterion in form.criteria
    )
    yield from table(["No.", "Criterion", "Levels", "Measured by", "Mark"], rows)


def limits(pack: RulePack) -> Iterator[str]:
    if pack.exemptions:
        yield from ["### Exemptions", ""]
        yield from table(
            ["Key", "Kind", "Entered", "Meetings", "Yearly review", "Mark"],
            (
                (
                    f"`{kind.key}`",
                    kind.label,
                    "yes" if kind.is_introduced else "never",
                    "yes" if kind.attends_meetings else "no",
                    "yes" if kind.is_reviewed_yearly else "no",
                    kind.mark,
                )
                for kind in pack.exemptions
            ),
        )
    yield from ["### Working days", ""]
    yield from table(
        ["Step", "Working days", "Mark"],
        ((d.label, d.working_days, d.mark) for d in pack.deadlines),
    )
