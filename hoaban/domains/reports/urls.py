from django.urls import path

from hoaban.domains.reports.figures import desk as figures
from hoaban.domains.reports.figures import portal as figures_portal
from hoaban.domains.reports.register import desk as register
from hoaban.domains.reports.statutory import desk as statutory

app_name = "reports"

urlpatterns = [
    path("desk/results/", figures.results, name="desk_results"),
    path("desk/results/rows/", figures.rows, name="desk_rows"),
    path("desk/results/table/", statutory.table, name="desk_table"),
    path("desk/register/", register.register, name="desk_register"),
    path("results/", figures_portal.results, name="portal_results"),
]
