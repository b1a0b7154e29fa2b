from django.urls import path

from ganket.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("written/", views.written, name="written"),
    path("new/", views.write, name="new"),
    path("<int:notice_id>/", views.detail, name="detail"),
    path("<int:notice_id>/print/", views.paper, name="print"),
    path("<int:notice_id>/edit/", views.edit, name="edit"),
    path("<int:notice_id>/check/", views.check, name="check"),
    path("<int:notice_id>/send/", views.send, name="send"),
    path("<int:notice_id>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:notice_id>/discard/", views.discard, name="discard"),
    path("<int:notice_id>/restore/", views.restore, name="restore"),
]
