from django.urls import path

from ganket.reporting import views

app_name = "reporting"
urlpatterns = [
    path("", views.boards, name="boards"),
    *(
        address
        for kind in views.KINDS
        for address in (
            path(f"<str:code>/{kind}/", views.board, {"kind": kind}, name=kind),
            path(
                f"<str:code>/{kind}/table/",
                views.download,
                {"kind": kind},
                name=f"{kind}_table",
            ),
        )
    ),
]
