"""What may be done to a dossier: one verb, one function, one transaction."""

from hoaban.domains.dossiers.actions.drafts import drop_draft, expire_drafts, keep_draft, send_draft
from hoaban.domains.dossiers.actions.endings import close, stop, withdraw
from hoaban.domains.dossiers.actions.filing import Filing, complete, submit
from hoaban.domains.dossiers.actions.papers import attach_drawing, issue_sheet, want_paper
from hoaban.domains.dossiers.actions.reception import (
    ask_completion,
    pay,
    receive,
    refuse,
    transfer,
)
from hoaban.domains.dossiers.actions.results import draft_result, hand_over, release, sign
from hoaban.domains.dossiers.actions.steps import assign, do_step, hand_on, return_step, undo
from hoaban.domains.dossiers.actions.supplements import ask_supplement, extend, supply
from hoaban.domains.dossiers.actions.viewing import view

__all__ = [
    "Filing",
    "ask_completion",
    "ask_supplement",
    "assign",
    "attach_drawing",
    "close",
    "complete",
    "do_step",
    "draft_result",
    "drop_draft",
    "expire_drafts",
    "extend",
    "hand_on",
    "hand_over",
    "issue_sheet",
    "keep_draft",
    "pay",
    "receive",
    "refuse",
    "release",
    "return_step",
    "send_draft",
    "sign",
    "stop",
    "submit",
    "supply",
    "transfer",
    "undo",
    "view",
    "want_paper",
    "withdraw",
]
