from django.urls import path

from ganket.contributions import views

app_name = "contributions"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("not-met/", views.not_met, name="not_met"),
    path("members/<int:member_id>/", views.member, name="member"),
    path("members/<int:member_id>/note/", views.note, name="note"),
    path("members/<int:member_id>/contact/", views.contact, name="contact"),
    path("<int:contribution_id>/withdraw/", views.withdraw, name="withdraw"),
    path(
        "contacts/<int:contact_id>/withdraw/",
        views.withdraw_contact,
        name="withdraw_contact",
    ),
]
