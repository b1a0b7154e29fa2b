"""Every address of the product."""

from allauth.account import views as account
from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

handler400 = "ganket.shell.views.bad_request"
handler403 = "ganket.shell.views.forbidden"
handler404 = "ganket.shell.views.not_found"
handler500 = "ganket.shell.views.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("notices/", include("ganket.notices.urls")),
    path("", include("ganket.shell.urls")),
]

if settings.DEBUG or settings.GANKET_DEMO:
    urlpatterns.append(path("gallery/", include("ganket.ui.urls")))
