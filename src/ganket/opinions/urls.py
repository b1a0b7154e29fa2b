from django.urls import path

from ganket.opinions import views

app_name = "opinions"
urlpatterns = [
    path("", views.opinions, name="list"),
    path("new/", views.raise_opinion, name="raise"),
    path("note/", views.note, name="note"),
    path("<int:opinion_id>/", views.detail, name="detail"),
    path("<int:opinion_id>/receipt/", views.receipt, name="receipt"),
    path("<int:opinion_id>/receive/", views.receive, name="receive"),
    path("<int:opinion_id>/pass-up/", views.pass_up, name="pass_up"),
    path("<int:opinion_id>/answer/", views.answer, name="answer"),
    path("<int:opinion_id>/accept/", views.accept, name="accept"),
    path("<int:opinion_id>/reject/", views.reject, name="reject"),
    path("<int:opinion_id>/withdraw/", views.withdraw, name="withdraw"),
]
