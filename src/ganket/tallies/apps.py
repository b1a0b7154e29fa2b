from django.apps import AppConfig


class TalliesConfig(AppConfig):
    name = "ganket.tallies"
    verbose_name = "tallies"
