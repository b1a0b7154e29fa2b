from django.urls import path

from ganket.reviews.views import (
    answering,
    cells,
    front,
    places,
    reading,
    wards,
    workplaces,
    writing,
)

app_name = "reviews"
urlpatterns = [
    path("", places.home, name="list"),
    path("cells/<str:code>/<int:year>/", cells.cell, name="cell"),
    path("cells/<str:code>/<int:year>/front/", front.note, name="front"),
    path("cells/<str:code>/<int:year>/show/", cells.show_cell, name="show_cell"),
    path(
        "cells/<str:code>/<int:year>/confirm/", cells.confirm_cell, name="confirm_cell"
    ),
    path("units/<str:code>/<int:year>/print/", cells.print_unit, name="print_unit"),
    path("wards/<str:code>/", wards.ward, name="ward"),
    path("wards/<str:code>/open/", wards.open_round, name="open"),
    path("wards/<str:code>/<int:year>/", wards.board, name="board"),
    path("wards/<str:code>/<int:year>/days/", wards.days, name="days"),
    path("wards/<str:code>/<int:year>/due/", wards.due, name="due"),
    path("work/<str:code>/<int:year>/", workplaces.work, name="work"),
    path("work/<str:code>/ask/", workplaces.ask, name="ask"),
    path("requests/<int:review_request_id>/", workplaces.asked, name="request"),
    path(
        "requests/<int:review_request_id>/print/",
        workplaces.print_asked,
        name="print_request",
    ),
    path("<int:review_id>/", reading.detail, name="detail"),
    path("<int:review_id>/print/", reading.paper, name="print"),
    path("<int:review_id>/write/", writing.write, name="write"),
    path("<int:review_id>/show/", writing.show, name="show"),
    path("<int:review_id>/take-back/", writing.take_back, name="take_back"),
    path("<int:review_id>/reply/", answering.reply, name="reply"),
    path("<int:review_id>/agree/", answering.agree, name="agree"),
    path("<int:review_id>/confirm/", answering.confirm, name="confirm"),
    path("<int:review_id>/send-back/", answering.send_back, name="send_back"),
    path("<int:review_id>/deliver/", answering.deliver, name="deliver"),
    path("<int:review_id>/drop/", answering.drop, name="drop"),
    path("<int:review_id>/restore/", answering.restore, name="restore"),
    path("<int:review_id>/acknowledge/", answering.acknowledge, name="acknowledge"),
]
