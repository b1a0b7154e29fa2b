from django.urls import path

from ganket.roster.views import (
    batches,
    introduce,
    invitations,
    lists,
    own,
    papers,
    places,
    records,
    rolls,
)

app_name = "roster"
urlpatterns = [
    path("me/", own.own, name="own"),
    path("members/", rolls.members, name="members"),
    path("members/print/", rolls.roll_pdf, name="roll_pdf"),
    path("members/table/", rolls.roll_table, name="roll_table"),
    path("members/invite/", invitations.invite_many, name="invite_many"),
    path("members/introduce/", introduce.introduce_many, name="introduce_many"),
    path("members/new/", records.add, name="add"),
    path("members/take/", records.take, name="take"),
    path("members/take-in/", records.take_in, name="take_in"),
    path("members/left/", rolls.left, name="left"),
    path("members/<int:member_id>/correct/", records.correct, name="correct"),
    path("members/<int:member_id>/strike/", records.strike, name="strike"),
    path("members/<int:member_id>/contact/", records.contact, name="contact"),
    path("members/<int:member_id>/residence/", places.residence, name="residence"),
    path("members/<int:member_id>/move/", places.move, name="move"),
    path("members/<int:member_id>/leave/", places.leave_home, name="leave_home"),
    path("members/<int:member_id>/work/", places.move_work, name="move_work"),
    path("members/<int:member_id>/work/leave/", places.leave_work, name="leave_work"),
    path("members/<int:member_id>/exempt/", places.exempt, name="exempt"),
    path("members/<int:member_id>/invite/", invitations.invite, name="invite"),
    path("members/<int:member_id>/introduce/", introduce.introduce, name="introduce"),
    path("introductions/", papers.introductions, name="introductions"),
    path("introductions/receive/", batches.receive_many, name="receive_many"),
    path("introductions/undo/", batches.undo_many, name="undo_many"),
    path("introductions/assign/", batches.assign_many, name="assign_many"),
    path("introductions/<int:year>.pdf", papers.papers_pdf, name="papers_pdf"),
    path(
        "introductions/<int:introduction_id>/",
        papers.introduction,
        name="introduction",
    ),
    path(
        "introductions/<int:introduction_id>/paper.pdf",
        papers.paper_pdf,
        name="paper_pdf",
    ),
    path(
        "introductions/<int:introduction_id>/receive/", papers.receive, name="receive"
    ),
    path("introductions/<int:introduction_id>/refuse/", papers.refuse, name="refuse"),
    path("introductions/<int:introduction_id>/assign/", papers.assign, name="assign"),
    path(
        "introductions/<int:introduction_id>/withdraw/",
        papers.withdraw,
        name="withdraw",
    ),
    path("introductions/<int:introduction_id>/undo/", papers.undo, name="undo"),
    path(
        "introductions/<int:introduction_id>/undo-refusal/",
        papers.undo_refusal,
        name="undo_refusal",
    ),
    path("lists/", lists.bring, name="bring"),
    path("lists/template/", lists.list_template, name="list_template"),
    path("lists/<int:roster_import_id>/", lists.plan, name="list"),
    path("lists/<int:roster_import_id>/apply/", lists.apply_list, name="apply_list"),
    path(
        "lists/<int:roster_import_id>/discard/",
        lists.discard_list,
        name="discard_list",
    ),
    path(
        "lists/<int:roster_import_id>/refused/",
        lists.refused_rows,
        name="refused_rows",
    ),
]
