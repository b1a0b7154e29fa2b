from django.urls import path

from ganket.shell.inviting import views

app_name = "inviting"
urlpatterns = [path("<int:person_id>/", views.slip, name="slip")]
