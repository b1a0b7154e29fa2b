from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "ganket.contributions"
    verbose_name = "contributions"
