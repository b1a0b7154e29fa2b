from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "ganket.journal"
    verbose_name = "journal"
