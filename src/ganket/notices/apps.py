from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "ganket.notices"
    verbose_name = "notices"
