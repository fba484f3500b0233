from django.urls import path

from hoaban.domains.office.jobs import desk

app_name = "jobs"
urlpatterns = [
    path("desk/jobs/", desk.index, name="desk_index"),
    path("desk/jobs/retry/", desk.retry_kind, name="desk_retry_kind"),
    path("desk/jobs/<slug:public_id>/retry/", desk.retry, name="desk_retry"),
]
