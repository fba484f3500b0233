"""A report as it is shown: figures with links, drawings, tables, and the file to take away."""

from hoaban.domains.reports.papers.drawn import page
from hoaban.domains.reports.papers.shown import (
    DEFINITIONS,
    Figure,
    Line,
    Table,
    figures,
    in_their_language,
    tables,
)
from hoaban.domains.reports.papers.taken import spreadsheet

__all__ = [
    "DEFINITIONS",
    "Figure",
    "Line",
    "Table",
    "figures",
    "in_their_language",
    "page",
    "spreadsheet",
    "tables",
]
