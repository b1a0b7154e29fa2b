from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "ganket.reporting"
    verbose_name = "reporting"
