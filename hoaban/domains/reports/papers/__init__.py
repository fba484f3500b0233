"""A report as it is shown: figures with links, drawings, tables, and the file to take away."""

from hoaban.domains.reports.papers.drawn import by_month, commune_map, districts, map_legend
from hoaban.domains.reports.papers.shown import DEFINITIONS, Figure, Line, Table, figures, tables
from hoaban.domains.reports.papers.taken import spreadsheet

__all__ = [
    "DEFINITIONS",
    "Figure",
    "Line",
    "Table",
    "by_month",
    "commune_map",
    "districts",
    "figures",
    "map_legend",
    "spreadsheet",
    "tables",
]
