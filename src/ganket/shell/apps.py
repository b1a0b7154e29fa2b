from django.apps import AppConfig


class ShellConfig(AppConfig):
    name = "ganket.shell"
    verbose_name = "shell"
