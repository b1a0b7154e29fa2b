from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "ganket.meetings"
    verbose_name = "meetings"
