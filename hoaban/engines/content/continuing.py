"""Versions that take over what an earlier one says: `continues: <first day>` of the same code.

A change of law touches a few names of a long file. The later file says those and its own days; the
rest is the earlier version's, so that nothing is copied that may then differ by mistake. Groups are
joined name by name, lists whose items have a `code` item by item; any other value is replaced, and
so is whatever `anew` names: `anew: [process]`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hoaban.engines.content.places import Place, Problem, Wrong

OF_ONE_VERSION = ("valid_from", "valid_to", "information")  # never taken over
Named = tuple[object, object]


def continued(places: Iterable[Place], problems: list[Problem]) -> list[Place]:
    """The files, each with what it takes over; who names no earlier version goes to `problems`."""
    known: dict[Named, Place] = {}
    made: list[Place] = []
    for place in sorted(places, key=lambda place: (_said(place, "valid_from"), place.file)):
        try:
            own = _with_earlier(place, known)
        except Wrong as wrong:
            problems.append(wrong.problem)
            continue
        known.setdefault((_said(own, "code"), _said(own, "valid_from")), own)
        made.append(own)
    return made


def _with_earlier(place: Place, known: Mapping[Named, Place]) -> Place:
    if not isinstance(place.value, Mapping) or "continues" not in place.value:
        return place
    since = place.need("continues")
    code = _said(place, "code")
    earlier = known.get((code, str(since.value)))
    if earlier is None:
        raise since.wrong(f"không có bản {code} từ {since.value} trước bản này")
    anew = {each.as_text() for each in place.each("anew")}
    left = {*OF_ONE_VERSION, *anew}
    taken = {key: each for key, each in earlier.mapping().items() if key not in left}
    own = {key: each for key, each in place.mapping().items() if key not in {"continues", "anew"}}
    return _joined(replace(place, value=taken), replace(place, value=own))


def _joined(earlier: Place, later: Place) -> Place:
    """The later value, completed by the earlier one where both are alike."""
    if isinstance(earlier.value, Mapping) and isinstance(later.value, Mapping):
        return replace(later, value=_both(earlier.value, later.value))
    before, after = _coded(earlier), _coded(later)
    if before and after:
        return replace(later, value=list(_both(before, after).values()))
    return later


def _both(earlier: Mapping[str, Place], later: Mapping[str, Place]) -> dict[str, Place]:
    """What only one says, and what both say joined; in the earlier order, new names last."""
    joined = {key: _joined(earlier[key], one) for key, one in later.items() if key in earlier}
    return {**earlier, **later, **joined}


def _coded(place: Place) -> dict[str, Place]:
    """The items of a list by their code; nothing where one has none, or two have the same."""
    items = place.value if isinstance(place.value, list) else []
    codes = {_said(item, "code"): item for item in items}
    return codes if len(codes) == len(items) and "" not in codes else {}


def _said(place: Place, key: str) -> str:
    """What a file says of a name, as text; nothing where it does not, or is no mapping."""
    found = place.get(key) if isinstance(place.value, Mapping) else None
    return str(found.value) if found else ""
