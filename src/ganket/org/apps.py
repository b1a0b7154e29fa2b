from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "ganket.org"
    verbose_name = "org"
