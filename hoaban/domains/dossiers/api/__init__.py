"""Dossiers for machines: partner systems file, follow, supply, withdraw and fetch the result."""

from hoaban.domains.dossiers.api import acting, reading
from hoaban.domains.dossiers.api.filing import router

__all__ = ["acting", "reading", "router"]
