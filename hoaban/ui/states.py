"""Which colour and shape goes with a state's name. The word always comes from the state itself."""

KINDS = {
    # the way of a dossier
    "submitted": "",
    "awaiting_completion": "soon",
    "refused": "late",
    "received": "",
    "in_process": "",
    "supplement_proposed": "",
    "awaiting_supplement": "stop",
    "supplement_sent": "stop",
    "awaiting_payment": "stop",
    "done": "ok",
    "returned": "ok",
    "withdrawn": "stop",
    "stopped": "stop",
    "closed": "stop",
    "revoked": "late",
    # clocks, money, delivery
    "idle": "",
    "running": "",
    "paused": "stop",
    "ended": "ok",
    "asked": "soon",
    "paid": "ok",
    "ready": "soon",
    "handed": "ok",
    # papers, jobs, files, messages
    "draft": "",
    "issued": "soon",
    "sealed": "ok",
    "stamped": "ok",
    "replaced": "stop",
    "queued": "",
    "waiting": "",
    "failed": "late",
    "lost": "late",
    "checked": "ok",
    "clean": "ok",
    "infected": "late",
    "pending": "",
    "sent": "ok",
    "active": "ok",
    "expired": "stop",
}
SHAPES = frozenset({"", "ok", "soon", "late", "stop", "paper"})


def kind(state: object) -> str:
    """The kind of tag for a state value; an unknown one is a plain ring."""
    return KINDS.get(str(getattr(state, "value", state)).lower(), "")


def word(state: object) -> str:
    """The label of a choice, or the value itself."""
    return str(getattr(state, "label", state))
