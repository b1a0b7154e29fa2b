from django.urls import path

from ganket.notifications import views

app_name = "notifications"
urlpatterns = [
    path("failed/", views.failed, name="failed"),
    path("<int:message_id>/retry/", views.retry, name="retry"),
]
