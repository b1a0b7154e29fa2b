from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "ganket.demo"
    verbose_name = "demo"
