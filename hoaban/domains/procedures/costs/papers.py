"""Lines of lists, and a case in words: its components, limits and fees."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoaban.core.language import text
from hoaban.domains.procedures.catalogue.enums import Channel, FeeUnit, Unit
from hoaban.domains.procedures.catalogue.models import Component, Fee, Limit, Variant
from hoaban.ui import numerals


def amount(number: float, unit: str) -> str:
    """`3 ngày làm việc`, or the bare number where the unit was not published."""
    whole = int(number) if float(number).is_integer() else number
    if unit:
        return f"{whole} {Unit(unit).label}"
    return _("%(n)s (nguồn không ghi đơn vị)") % {"n": whole}


def limit(one: Limit) -> str:
    if one.same_day:
        return _("Trong ngày; nhận sau 15 giờ thì trả vào ngày làm việc sau")
    return amount(one.amount, one.unit)


def by_channel(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(channels, words), channels with the same words joined."""
    grouped: dict[str, list[str]] = {}
    order = list(Channel.values)
    for channel, said in sorted(pairs, key=lambda pair: order.index(pair[0])):
        grouped.setdefault(said, []).append(channel)
    if len(grouped) == 1:
        return [("", said) for said in grouped]
    return [(_joined(channels), said) for said, channels in grouped.items()]


def price(one: Fee) -> str:
    said = _("%(money)s một %(unit)s") % {
        "money": numerals.money(one.amount) if one.amount else _("không thu"),
        "unit": FeeUnit(one.unit).label,
    }
    for start, changed in one.tiers:
        said += "; " + _("từ %(unit)s thứ %(n)s: %(money)s") % {
            "unit": FeeUnit(one.unit).label,
            "n": start,
            "money": numerals.money(changed),
        }
    if one.maximum:
        said += "; " + _("không quá %(money)s") % {"money": numerals.money(one.maximum)}
    return said


@dataclass(frozen=True)
class FeeWords:
    name: str
    condition: str  # when it is asked for; empty where always
    price: str
    note: str
    exemptions: list[str]


def exemption(one: dict[str, Any]) -> str:
    name = text(one["words"])
    share = float(one["reduction"])
    if share == 1:
        return _("%(who)s: miễn") % {"who": name}
    return _("%(who)s: giảm %(share)s %%") % {"who": name, "share": round(share * 100)}


def fees(case: Variant) -> list[tuple[str, FeeWords]]:
    """(channels, line) of a case; lines alike in all channels stand once."""
    lines: dict[str, tuple[list[str], Fee]] = {}
    for one in case.fees.all():
        channels, _line = lines.setdefault(f"{one.code} {one.amount}", ([], one))
        channels.append(one.channel)
    everywhere = {one.channel for one in case.limits.all()}
    return [
        ("" if set(channels) == everywhere else _joined(channels), _fee(one))
        for channels, one in lines.values()
    ]


def _joined(channels: Iterable[str]) -> str:
    return ", ".join(str(Channel(channel).label) for channel in channels)


def _fee(one: Fee) -> FeeWords:
    return FeeWords(
        name=text(one.name),
        condition=text(one.condition),
        price=price(one),
        note=text(one.note),
        exemptions=[exemption(each) for each in one.exemptions],
    )


@dataclass(frozen=True)
class PaperWords:
    name: str
    count: str
    is_required: bool
    condition: str  # when it is asked for; empty where always, or where it need not be
    note: str


def paper(one: Component) -> PaperWords:
    a, b, c = one.originals, one.certified_copies, one.copies
    counts = (
        (a, ngettext("%(n)s bản chính", "%(n)s bản chính", a)),
        (b, ngettext("%(n)s bản sao chứng thực", "%(n)s bản sao chứng thực", b)),
        (c, ngettext("%(n)s bản sao", "%(n)s bản sao", c)),
    )
    said = [words % {"n": number} for number, words in counts if number]
    if one.is_shown_only:
        said.append(_("chỉ cho xem, trả lại ngay"))
    if one.form_code:
        said.append(_("nộp trực tuyến thì điền ngay trên cổng"))
    return PaperWords(
        name=text(one.name),
        count="; ".join(said),
        is_required=one.is_required,
        condition=text(one.condition),
        note=text(one.note),
    )


@dataclass(frozen=True)
class CaseWords:
    code: str
    name: str
    papers: list[PaperWords]
    limits: list[tuple[str, str]]
    fees: list[tuple[str, FeeWords]]


def case(one: Variant) -> CaseWords:
    return CaseWords(
        code=one.code,
        name=text(one.name),
        papers=[paper(each) for each in one.components.all()],
        limits=by_channel((each.channel, limit(each)) for each in one.limits.all()),
        fees=fees(one),
    )
