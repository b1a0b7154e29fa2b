from django.urls import path

from ganket.shell.helping import views

app_name = "helping"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("stop/", views.stop, name="stop"),
    path("<int:member_id>/", views.start, name="start"),
]
