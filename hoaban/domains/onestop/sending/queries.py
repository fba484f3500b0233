"""Tells whether a draft is still what was looked over."""

import hashlib
import json

from hoaban.domains.onestop.drafts.queries import Draft


def seen(draft: Draft) -> str:
    """What tells everything of a draft that is sent from the same draft saved otherwise."""
    said = [draft.case_id, draft.agency_id, draft.answers, draft.owner, draft.files]
    whole = json.dumps([*said, draft.wants_post], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
