"""Every read of procedures."""

from hoaban.domains.procedures.queries.catalogue import (
    case,
    components,
    decides,
    edition,
    entries,
    entry,
    fee,
    fields,
    forms,
    is_used,
    limit,
    offered,
    revision_at,
    steps,
    valid,
    whole,
)
from hoaban.domains.procedures.queries.searching import Found, browse, search

__all__ = [
    "Found",
    "browse",
    "case",
    "components",
    "decides",
    "edition",
    "entries",
    "entry",
    "fee",
    "fields",
    "forms",
    "is_used",
    "limit",
    "offered",
    "revision_at",
    "search",
    "steps",
    "valid",
    "whole",
]
