"""Loads the province's procedures: whole ones from YAML, the published catalogue from a table."""

from hoaban.domains.procedures.content.loading import Report, check, load
from hoaban.domains.procedures.content.reading import Problem

__all__ = ["Problem", "Report", "check", "load"]
