from django.urls import path

from ganket.meetings import views

app_name = "meetings"
ITEM = "<int:meeting_id>/agenda/<int:agenda_item_id>/"
urlpatterns = [
    path("", views.meetings, name="list"),
    path("new/", views.plan, name="plan"),
    path("<int:meeting_id>/", views.detail, name="detail"),
    path("<int:meeting_id>/edit/", views.edit, name="edit"),
    path("<int:meeting_id>/announce/", views.announce, name="announce"),
    path("<int:meeting_id>/cancel/", views.cancel, name="cancel"),
    path("<int:meeting_id>/agenda/", views.agenda, name="agenda"),
    path("<int:meeting_id>/agenda/new/", views.add_item, name="add_item"),
    path(ITEM, views.edit_item, name="edit_item"),
    path(f"{ITEM}move/", views.move_item, name="move_item"),
    path(f"{ITEM}remove/", views.remove_item, name="remove_item"),
    path("<int:meeting_id>/begin/", views.begin, name="begin"),
    path("<int:meeting_id>/attendance/", views.attendance, name="attendance"),
    path("<int:meeting_id>/attendance/<int:attendance_id>/", views.mark, name="mark"),
    path("<int:meeting_id>/sheet/", views.sheet, name="sheet"),
    path("<int:meeting_id>/walk-in/", views.walk_in, name="walk_in"),
    path("<int:meeting_id>/opinion/", views.opinion, name="opinion"),
    path("<int:meeting_id>/minutes/", views.minutes, name="minutes"),
    path("<int:meeting_id>/close/", views.close, name="close"),
    path("<int:meeting_id>/leave/", views.leave, name="leave"),
    path("<int:meeting_id>/minutes.pdf", views.paper, name="paper"),
]
