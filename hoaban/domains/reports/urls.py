from django.urls import path

from hoaban.domains.reports import desk, portal

app_name = "reports"

urlpatterns = [
    path("desk/results/", desk.results, name="desk_results"),
    path("desk/results/rows/", desk.rows, name="desk_rows"),
    path("results/", portal.results, name="portal_results"),
]
