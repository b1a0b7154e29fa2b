import pytest
from django.urls import reverse

from ganket.documents.models import IssuedDocument
from ganket.journal.models import Entry
from ganket.people.commands import READ
from ganket.roster import commands
from ganket.roster.commands.printing import NothingToPrint
from tests.factories import UnitFactory
from tests.fakes import recording_renderer
from tests.roster.pages import place, signed_in, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return place()


def pdf_of(paper):
    return reverse("roster:paper_pdf", args=[paper.pk])


def test_printed_paper_is_kept_as_it_was_first_issued(here):
    paper = here.paper()
    client = signed_in(here.officer)

    with recording_renderer() as renderer:
        first = client.get(pdf_of(paper)).content
        paper.member.person.set_name("Tên Đã Sửa")
        paper.member.person.save()
        second = client.get(pdf_of(paper)).content

    assert first == second == bytes(IssuedDocument.objects.get().content)
    assert len(renderer.sheets) == 1
    assert Entry.objects.filter(verb=READ).count() == 2


def test_printed_paper_bears_the_receipt_once_there_is_one(here):
    link = here.received(here.worker())

    with recording_renderer() as renderer:
        signed_in(here.clerk).get(pdf_of(link.introduction))

    assert renderer.sheets[0].receipt.received.value == "23/11/2026"
    assert not IssuedDocument.objects.exists()


def test_every_paper_of_a_year_is_printed_in_one_file(here):
    for name in ["Lê An", "Lê Bảo"]:
        here.paper(here.worker(name))
    taken_back = here.paper(here.worker("Lê Cầm"))
    commands.withdraw_introduction(actor=here.officer, introduction=taken_back)

    with recording_renderer() as renderer:
        signed_in(here.officer).get(reverse("roster:papers_pdf", args=[2026]))

    assert [sheet.member for sheet in renderer.sheets] == ["Lê An", "Lê Bảo"]
    exported = Entry.objects.filter(verb=commands.EXPORTED)
    assert exported.count() == 1


def test_machine_prints_what_a_unit_sent_or_was_sent(here):
    paper = here.paper(here.worker("Lê An"))
    taken_back = here.paper(here.worker("Lê Cầm"))
    commands.withdraw_introduction(actor=here.officer, introduction=taken_back)

    with recording_renderer() as renderer:
        commands.print_introductions(paper.from_unit, 2026)
        commands.print_introductions(paper.to_ward, 2026)

    assert [sheet.member for sheet in renderer.sheets] == ["Lê An", "Lê An"]
    assert Entry.objects.filter(verb=commands.EXPORTED).count() == 2


def test_machine_prints_nothing_of_units_apart(here):
    here.paper(here.worker("Lê An"))

    with pytest.raises(NothingToPrint):
        commands.print_introductions(UnitFactory(), 2026)


def test_year_without_papers_says_so(here):
    answer = signed_in(here.officer).get(
        reverse("roster:papers_pdf", args=[2025]), follow=True
    )

    assert "chưa có giấy giới thiệu nào để in" in text_of(answer)
