from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "ganket.notifications"
    verbose_name = "notifications"
