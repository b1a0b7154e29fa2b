from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "ganket.accounts"
    verbose_name = "accounts"
