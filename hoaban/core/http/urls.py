from django.urls import path

from hoaban.core.http import pages

app_name = "http"
urlpatterns = [
    path("kept/", pages.resume, name="kept"),
    path("language/", pages.language, name="language"),
]
