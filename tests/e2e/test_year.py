"""A year in the ward, as five people live it at their own screens.

From a bare machine to a review that the workplace has used: through the pages alone,
in Chromium, each signed in by an invitation of their own. What each of them does is
told in spring.py, summer.py and autumn.py.
"""

import pytest
from click.testing import CliRunner

from ganket.cli.main import main
from tests.e2e import autumn, spring, summer
from tests.e2e.town import Town
from tests.mailserver import mail_server

__all__ = ["mail_server"]

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

DAYS = {
    (2, 2): [
        spring.somebody_installs_it,
        spring.administrator_lays_out_the_units,
        spring.administrator_gives_offices,
    ],
    (3, 2): [spring.workplace_introduces_two],
    (9, 2): [spring.ward_takes_one_in_and_sends_one_back, spring.ward_brings_a_list_in],
    (10, 2): [spring.workplace_reads_why],
    (11, 2): [spring.cell_gets_to_know_her, summer.member_gives_an_address],
    (2, 3): [summer.cell_writes_to_its_members],
    (3, 3): [summer.member_has_a_letter_and_reads_the_notice],
    (1, 6): [summer.member_raises_an_opinion],
    (2, 6): [summer.cell_receives_it_and_passes_it_up, summer.cell_calls_its_meeting],
    (13, 6): [
        summer.member_sees_when_and_where,
        summer.cell_holds_its_meeting,
        summer.cell_closes_its_meeting,
    ],
    (18, 6): [summer.ward_answers],
    (20, 6): [summer.only_the_proposer_says_that_it_is_solved],
    (4, 7): [summer.cell_notes_a_visit_and_what_she_did],
    (2, 11): [autumn.workplace_asks],
    (3, 11): [autumn.ward_opens_the_season],
    (5, 11): [autumn.cell_writes_with_the_record_beside_it],
    (6, 11): [autumn.member_reads_and_replies],
    (9, 11): [autumn.ward_sends_it_back_once],
    (10, 11): [autumn.cell_writes_it_again],
    (11, 11): [autumn.member_agrees],
    (12, 11): [autumn.ward_confirms],
    (13, 11): [autumn.workplace_reads_and_says_what_for],
    (16, 11): [autumn.member_reads_who_looked],
}


def test_year_in_the_ward_goes_round(page_at, live_server, mail_server):
    town = Town(page_at, live_server.url, mail_server)

    for (day, month), scenes in DAYS.items():
        with town.on(day, month):
            for scene in scenes:
                scene(town)
    with town.on(16, 11, hour=17):
        checked = CliRunner().invoke(main, ["check"])

    assert checked.exit_code == 0, checked.output
