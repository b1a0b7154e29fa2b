"""Every address of the product."""

from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
]

if settings.DEBUG or settings.GANKET_DEMO:
    urlpatterns.append(path("gallery/", include("ganket.ui.urls")))
