from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "ganket.people"
    verbose_name = "people"
