from django.urls import path

from ganket.ui import views

app_name = "ui"
urlpatterns = [path("", views.gallery, name="gallery")]
