"""Which days of whose book."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hoaban.domains.reports.periods.forms import LongSelect, PeriodForm


class BookForm(PeriodForm):
    """A period and an agency; without one the first of those that may be read."""

    def __init__(
        self,
        data: Mapping[str, Any],  # Any: a QueryDict
        *,
        today: date,
        offered: Sequence[tuple[str, str]],
    ) -> None:
        own = offered[0][0] if offered else ""
        super().__init__({**data.dict(), "agency": data.get("agency") or own}, today=today)  # type: ignore[attr-defined]
        del self.fields["level"]
        self.fields["agency"].required = True
        self.fields["agency"].widget = LongSelect(choices=offered)
