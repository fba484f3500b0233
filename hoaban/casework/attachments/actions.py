"""Adds files to a case, as new versions of their component."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from hoaban.casework.attachments.models import Attachment
from hoaban.casework.cases.models import Case
from hoaban.core import rows
from hoaban.core.files.models import Use


def public_id() -> str:
    """An address for what is not yet public: 64 random bits."""
    return secrets.token_hex(8)


def add(case: Case, files: Mapping[str, Sequence[Use]], *, at: datetime) -> None:
    """New files are new versions of their component; the old ones stay."""
    for component, uses in files.items():
        if uses:
            version = _next_version(case, component)
            rows.insert(*_rows(case, component, uses, at=at, version=version))


def first(case: Case, files: Mapping[str, Sequence[Use]], *, at: datetime) -> list[Attachment]:
    """The rows of the files with which a new case came, for the caller to write with its own."""
    return [
        row
        for component, uses in files.items()
        for row in _rows(case, component, uses, at=at, version=1)
    ]


def _rows(
    case: Case, component: str, uses: Sequence[Use], *, at: datetime, version: int
) -> list[Attachment]:
    return [
        rows.new(
            Attachment,
            public_id=public_id(),
            case=case,
            component=component,
            use=use,
            version=version,
            at=at,
        )
        for use in uses
    ]


def _next_version(case: Case, component: str) -> int:
    """The number of the version that comes now; the earlier ones are current no more."""
    earlier = Attachment.objects.filter(case=case, component=component)
    version = 1 + max(earlier.values_list("version", flat=True), default=0)
    earlier.update(is_current=False)
    return version
