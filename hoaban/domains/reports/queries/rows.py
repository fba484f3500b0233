"""The dossiers behind a figure, and the figure they must add up to."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hoaban.core.refusals import NotWellFormed
from hoaban.domains.dossiers.enums import Clock
from hoaban.domains.dossiers.models import ClockInterval, Dossier
from hoaban.domains.reports.enums import Share
from hoaban.domains.reports.queries.reading import agencies_of
from hoaban.domains.reports.queries.sums import counted, total
from hoaban.domains.reports.queries.times import Period


def behind(
    of: Period, share: str, *, narrowed: Mapping[str, str], seen: QuerySet[Dossier]
) -> QuerySet[Dossier]:
    """The dossiers behind a figure, among those seen. Refuses NotWellFormed for no such figure.

    `narrowed` holds codes by `agency`, `level`, `field` and `channel`.
    """
    if share not in Share.values:
        raise NotWellFormed(what="số liệu cần mở")
    paths = {
        "agency": "receiving_agency__code",
        "level": "receiving_agency__level",
        "field": "revision__field__code",
        "channel": "channel",
    }
    chosen = {paths[part]: code for part, code in narrowed.items() if code}
    return seen.filter(_is_in(of, share), **chosen)


def _is_in(of: Period, share: str) -> Q:
    begins, ends = of.begins_at, of.ends_at
    done = Q(done_at__gte=begins, done_at__lt=ends)
    open_ = _open_at(ends)
    parts = {
        Share.CARRIED_OVER: _open_at(begins),
        Share.RECEIVED: Q(received_at__gte=begins, received_at__lt=ends),
        Share.PROCESSED: done,
        Share.PROCESSED_ON_TIME: done & Q(done_at__lte=F("due_at")),
        Share.PROCESSED_LATE: done & Q(done_at__gt=F("due_at")),
        Share.ENDED: Q(received_at__isnull=False, ended_at__gte=begins, ended_at__lt=ends),
        Share.IN_PROGRESS: open_,
        Share.IN_PROGRESS_LATE: open_ & Q(Exists(_late_clock(ends))),
    }
    return parts[Share(share)]


def _late_clock(moment: datetime) -> QuerySet[ClockInterval]:
    """A dossier's clock that runs at a moment, past what was promised then."""
    return ClockInterval.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=moment),
        dossier=OuterRef("pk"),
        kind=Clock.RUNNING,
        started_at__lt=moment,
        due_before__lt=moment,
    )


def _open_at(moment: datetime) -> Q:
    """Received before a moment, and neither done nor ended before it."""
    unfinished = (Q(done_at=None) | Q(done_at__gte=moment)) & (
        Q(ended_at=None) | Q(ended_at__gte=moment)
    )
    return Q(received_at__lt=moment) & unfinished


def figure(of: Period, share: str, *, narrowed: Mapping[str, str]) -> int:
    """A figure of the kept sums, narrowed like its rows."""
    found = counted(of, agency_code=narrowed.get("agency", ""))
    level = narrowed.get("level", "")
    known = agencies_of(of, {key.agency for key in found}) if level else {}
    chosen = (
        figures
        for key, figures in found.items()
        if narrowed.get("field", "") in ("", key.field)
        and narrowed.get("channel", "") in ("", key.channel)
        and (not level or known[key.agency].level == level)
    )
    return int(getattr(total(chosen), share))
