"""The dossiers behind a figure, and the figure they must add up to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hoaban.core.people import agencies
from hoaban.core.refusals import NotWellFormed
from hoaban.domains.onestop.dossiers.enums import Clock, Punctuality
from hoaban.domains.onestop.dossiers.models import ClockInterval, Dossier
from hoaban.domains.procedures.models import Field
from hoaban.domains.reports.enums import Share
from hoaban.domains.reports.queries.reading import (
    CHANNEL_NAMES,
    LEVEL_NAMES,
    agencies_of,
    answering,
)
from hoaban.domains.reports.queries.sums import counted, total
from hoaban.domains.reports.queries.times import Period

# What a figure may be narrowed to: the breakdowns, and the communes of one district.
NARROWED = ("agency", "level", "field", "channel", "district")
PATHS = {
    "agency": "receiving_agency__code",
    "level": "receiving_agency__level",
    "field": "revision__field__code",
    "channel": "channel",
}


def behind(
    of: Period, share: str, *, narrowed: Mapping[str, str], seen: Sequence[QuerySet[Dossier]]
) -> list[QuerySet[Dossier]]:
    """The dossiers behind a figure, of each part that is seen. Refuses NotWellFormed for no figure.

    `narrowed` holds codes by the names of NARROWED; `order` is the order to walk them in.
    """
    which = _is_in(of, _share(share))
    which &= Q(**{path: narrowed[part] for part, path in PATHS.items() if narrowed.get(part)})
    if narrowed.get("district"):
        which &= Q(receiving_agency__code__in=_communes(of, narrowed["district"]))
    return [part.filter(which) for part in seen]


def order(share: str) -> tuple[str, ...]:
    """An order that an index has: by what happened; what is open, the newest first."""
    if share == Share.RECEIVED:
        return ("received_at", "id")
    if share == Share.ENDED:
        return ("ended_at", "id")
    return ("done_at", "id") if share.startswith(Share.PROCESSED) else ("-received_at", "-id")


def _share(share: str) -> Share:
    if share not in Share.values:
        raise NotWellFormed(what="số liệu cần mở")
    return Share(share)


def _is_in(of: Period, share: Share) -> Q:
    begins, ends = of.begins_at, of.ends_at
    done = Q(done_at__gte=begins, done_at__lt=ends)
    open_ = _open_at(ends)
    late = Q(Exists(_late_clock(ends)))
    parts = {
        Share.CARRIED_OVER: _open_at(begins),
        Share.RECEIVED: Q(received_at__gte=begins, received_at__lt=ends),
        Share.PROCESSED: done,
        Share.PROCESSED_BEFORE: done & Q(punctuality=Punctuality.BEFORE),
        Share.PROCESSED_ON: done & Q(punctuality=Punctuality.ON),
        Share.PROCESSED_ON_TIME: done & Q(done_at__lte=F("due_at")),
        Share.PROCESSED_LATE: done & Q(done_at__gt=F("due_at")),
        Share.ENDED: Q(received_at__isnull=False, ended_at__gte=begins, ended_at__lt=ends),
        Share.IN_PROGRESS: open_,
        Share.IN_PROGRESS_WITHIN: open_ & ~late,
        Share.IN_PROGRESS_LATE: open_ & late,
    }
    return parts[share]


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


def figure(
    of: Period, share: str, *, narrowed: Mapping[str, str], among: Collection[str] | None = None
) -> tuple[int, int]:
    """A figure of the kept sums, narrowed like its rows, and its part among some agencies."""
    name = _share(share).value
    found = counted(of, agency_code=narrowed.get("agency", ""))
    level, district = narrowed.get("level", ""), narrowed.get("district", "")
    known = agencies_of(of, {key.agency for key in found}) if level else {}
    communes = _communes(of, district) if district else ()
    chosen = {
        key: figures
        for key, figures in found.items()
        if narrowed.get("field", "") in ("", key.field)
        and narrowed.get("channel", "") in ("", key.channel)
        and (not level or known[key.agency].level == level)
        and (not district or key.agency in communes)
    }
    part = [one for key, one in chosen.items() if among is None or key.agency in among]
    return int(getattr(total(chosen.values()), name)), int(getattr(total(part), name))


def _communes(of: Period, district: str) -> list[str]:
    """Codes of a district's communes on the last day, and of those they answer for."""
    there = agencies.at(of.to_on)
    codes = {row.code for row in there.taking_part("commune") if row.parent_code == district}
    found = counted(of)
    return sorted(codes | {k.agency for k in found if answering(k.agency, of.to_on) in codes})


def names_of(of: Period, narrowed: Mapping[str, str]) -> list[tuple[str, str]]:
    """What a figure is narrowed to, in Vietnamese and in English."""
    known = agencies_of(of, [narrowed[part] for part in ("agency", "district") if narrowed[part]])
    found = [(row.short_name, row.name_en) for row in known.values()]
    found += Field.objects.filter(code=narrowed["field"]).values_list("name", "name_en")
    codes = (narrowed["level"], LEVEL_NAMES), (narrowed["channel"], CHANNEL_NAMES)
    return found + [names[code] for code, names in codes if code in names]
