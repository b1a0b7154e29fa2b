from django.urls import path

from ganket.accounts import views

app_name = "accounts"
urlpatterns = [
    path("invitation/", views.accept, name="accept"),
    path("password/", views.change_password, name="password"),
    path("devices/", views.devices, name="devices"),
    path("devices/end/", views.end_devices, name="end_devices"),
    path("devices/<int:pk>/end/", views.end_device, name="end_device"),
    path("language/", views.change_language, name="language"),
]
