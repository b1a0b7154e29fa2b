from django.urls import path

from ganket.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("<slug:key>/", views.enter, name="enter"),
]
