from django.urls import path

from hoaban.ui import pages

app_name = "ui"
urlpatterns = [path("ui/", pages.components, name="components")]
