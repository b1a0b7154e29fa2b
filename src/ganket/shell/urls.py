from django.urls import path

from ganket.shell import views
from ganket.shell.members import views as members

app_name = "shell"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("machine/", views.machine, name="machine"),
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy, name="privacy"),
    path("about/", views.about, name="about"),
    path("members/<int:member_id>/", members.member, name="member"),
    path("history/<str:model>/<int:row_id>/", views.history, name="history"),
]
