from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "ganket.documents"
    verbose_name = "documents"
