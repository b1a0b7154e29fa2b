from django.apps import AppConfig


class OpinionsConfig(AppConfig):
    name = "ganket.opinions"
    verbose_name = "opinions"
