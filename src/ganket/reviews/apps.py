from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "ganket.reviews"
    verbose_name = "reviews"
