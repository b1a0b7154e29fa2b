from django.urls import path

from ganket.org.views import groups, holders, offices, units

app_name = "org"
urlpatterns = [
    path("units/", units.units, name="units"),
    path("units/<str:code>/", units.unit, name="unit"),
    path("units/<str:code>/open/", units.open_unit, name="open"),
    path("units/<str:code>/rename/", units.rename, name="rename"),
    path("units/<str:code>/close/", units.close, name="close"),
    path("units/<str:code>/offices/", offices.appoint, name="appoint"),
    path("units/<str:code>/offices/new/", offices.appoint_new, name="appoint_new"),
    path(
        "units/<str:code>/offices/<int:person_id>/",
        offices.appoint_known,
        name="appoint_known",
    ),
    path("units/<str:code>/groups/new/", groups.add_group, name="add_group"),
    path("groups/<int:residential_group_id>/", groups.place_group, name="place_group"),
    path("offices/<int:office_id>/end/", offices.end, name="end_office"),
    path("holders/<int:person_id>/", holders.holder, name="holder"),
    path("holders/<int:person_id>/correct/", holders.correct, name="correct"),
    path("holders/<int:person_id>/invite/", holders.invite, name="invite"),
    path("holders/<int:person_id>/close/", holders.close_sign_in, name="close_sign_in"),
    path(
        "holders/<int:person_id>/reopen/",
        holders.reopen_sign_in,
        name="reopen_sign_in",
    ),
]
