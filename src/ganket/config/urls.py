"""Every address of the product."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from ganket.accounts.views import SignIn
from ganket.shell.helping.views import sign_out

handler400 = "ganket.shell.views.bad_request"
handler403 = "ganket.shell.views.forbidden"
handler404 = "ganket.shell.views.not_found"
handler429 = "ganket.accounts.web.too_many"
handler500 = "ganket.shell.views.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", SignIn.as_view(), name="account_login"),
    path("sign-out/", sign_out, name="account_logout"),
    path("account/", include("ganket.accounts.urls")),
    path("people/", include("ganket.people.urls")),
    path("org/", include("ganket.org.urls")),
    path("opinions/", include("ganket.opinions.urls")),
    path("contributions/", include("ganket.contributions.urls")),
    path("meetings/", include("ganket.meetings.urls")),
    path("roster/", include("ganket.roster.urls")),
    path("notices/", include("ganket.notices.urls")),
    path("letters/", include("ganket.notifications.urls")),
    path("board/", include("ganket.reporting.urls")),
    path("helping/", include("ganket.shell.helping.urls")),
    path("slips/", include("ganket.shell.inviting.urls")),
    path("readers/", include("ganket.shell.readers.urls")),
    path("reviews/", include("ganket.reviews.urls")),
    path("", include("ganket.shell.urls")),
]

if settings.GANKET_DEMO:
    urlpatterns.append(path("demo/", include("ganket.demo.urls")))
if settings.DEBUG or settings.GANKET_DEMO:
    urlpatterns.append(path("gallery/", include("ganket.ui.urls")))
