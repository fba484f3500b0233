"""Apps whose own name would not do: what the core keeps bears the same names as its pages."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "hoaban.config"
    default = True

    def ready(self) -> None:
        from hoaban.config import wiring

        wiring.connect()


class OfficePeople(AppConfig):
    name = "hoaban.domains.office.people"
    label = "office_people"


class OfficeCalendars(AppConfig):
    name = "hoaban.domains.office.calendars"
    label = "office_calendars"


class OfficeJobs(AppConfig):
    name = "hoaban.domains.office.jobs"
    label = "office_jobs"


class ProcedureCatalogue(AppConfig):
    name = "hoaban.domains.procedures.catalogue"
    label = "procedures"
