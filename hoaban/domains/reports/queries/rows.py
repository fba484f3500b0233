"""The dossiers behind a figure, and the figure they must add up to."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hoaban.casework.cases.enums import Clock, Punctuality
from hoaban.casework.clocks.models import ClockInterval
from hoaban.core.people import agencies
from hoaban.core.refusals import NotWellFormed
from hoaban.domains.onestop.dossiers.models import Dossier
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
    "agency": "case__agency__code",
    "level": "case__agency__level",
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
        which &= Q(case__agency__code__in=_communes(of, narrowed["district"]))
    return [part.filter(which) for part in seen]


def order(share: str) -> tuple[str, ...]:
    """An order that an index has: by what happened; what is open, the newest first."""
    if share == Share.RECEIVED:
        return ("case__opened_at", "case_id")
    if share == Share.ENDED:
        return ("case__closed_at", "case_id")
    by_result = ("case__done_at", "case_id")
    return by_result if share.startswith(Share.PROCESSED) else ("-case__opened_at", "-case_id")


def _share(share: str) -> Share:
    if share not in Share.values:
        raise NotWellFormed(what="số liệu cần mở")
    return Share(share)


def _is_in(of: Period, share: Share) -> Q:
    begins, ends = of.begins_at, of.ends_at
    done = Q(case__done_at__gte=begins, case__done_at__lt=ends)
    open_ = _open_at(ends)
    late = Q(Exists(_late_clock(ends)))
    parts = {
        Share.CARRIED_OVER: _open_at(begins),
        Share.RECEIVED: Q(case__opened_at__gte=begins, case__opened_at__lt=ends),
        Share.PROCESSED: done,
        Share.PROCESSED_BEFORE: done & Q(case__punctuality=Punctuality.BEFORE),
        Share.PROCESSED_ON: done & Q(case__punctuality=Punctuality.ON),
        Share.PROCESSED_ON_TIME: done & Q(case__done_at__lte=F("case__due_at")),
        Share.PROCESSED_LATE: done & Q(case__done_at__gt=F("case__due_at")),
        Share.ENDED: Q(
            case__opened_at__isnull=False, case__closed_at__gte=begins, case__closed_at__lt=ends
        ),
        Share.IN_PROGRESS: open_,
        Share.IN_PROGRESS_WITHIN: open_ & ~late,
        Share.IN_PROGRESS_LATE: open_ & late,
    }
    return parts[share]


def _late_clock(moment: datetime) -> QuerySet[ClockInterval]:
    """A dossier's clock that runs at a moment, past what was promised then."""
    return ClockInterval.objects.filter(
        Q(ended_at=None) | Q(ended_at__gte=moment),
        case=OuterRef("pk"),
        kind=Clock.RUNNING,
        started_at__lt=moment,
        due_before__lt=moment,
    )


def _open_at(moment: datetime) -> Q:
    """Received before a moment, and neither done nor ended before it."""
    not_done = Q(case__done_at=None) | Q(case__done_at__gte=moment)
    not_ended = Q(case__closed_at=None) | Q(case__closed_at__gte=moment)
    return Q(case__opened_at__lt=moment) & not_done & not_ended


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
