"""The addresses of the product as they are in a demo."""

from django.urls import include, path

from ganket.config.urls import urlpatterns as real

urlpatterns = [*real, path("demo/", include("ganket.demo.urls"))]
