from django.urls import path

from ganket.shell.readers import views

app_name = "readers"
urlpatterns = [
    path("", views.readers, name="readers"),
    path("helpers/", views.helpers, name="helpers"),
    path("changes/", views.changes, name="changes"),
]
