from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "ganket.jobs"
    verbose_name = "jobs"
