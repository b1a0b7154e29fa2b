from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "ganket.roster"
    verbose_name = "roster"
