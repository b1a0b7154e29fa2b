from django.urls import path

from ganket.people import views

app_name = "people"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("lost-password/", views.lost_password, name="lost_password"),
]
