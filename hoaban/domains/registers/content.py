"""Registers as content: `registers/<code>.yaml` of the province, read as they are."""

from collections.abc import Collection, Iterator
from pathlib import Path

from hoaban.domains.registers import queries
from hoaban.domains.registers.queries import Register
from hoaban.engines.content import province
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Place, Problem, Wrong
from hoaban.engines.content.shapes import whole
from hoaban.engines.forms import mentions, schema
from hoaban.engines.law import lookup


def check() -> list[Problem]:
    """What is wrong in the files, each where it stands."""
    agencies, topics = province.agencies(), lookup.topics()
    problems: list[Problem] = []
    begun: set[tuple[object, ...]] = set()
    for path in queries.paths():
        found = whole(path, Register)
        problems += found.problems
        for place, register in found.rows:
            problems += _of_name(path, place, register)
            problems += _of_keeper(place, register, agencies)
            problems += _of_topic(place, register, topics)
            problems += _of_kinds(place, register)
            own = register.code, register.valid_from
            if own in begun:
                problems.append(place.need("valid_from").wrong("ngày này đã có tệp khác").problem)
            begun.add(own)
    return problems


def _of_name(path: Path, place: Place, register: Register) -> Iterator[Problem]:
    """A file is called by its code, a later form of it by code and first day."""
    names = {register.code, f"{register.code}-{register.valid_from}"}
    if path.stem not in names:
        words = f"tên tệp phải là {register.code}.yaml, hoặc thêm -{register.valid_from}"
        yield place.need("code").wrong(words).problem


def _of_keeper(
    place: Place, register: Register, known: Collection[str] | None
) -> Iterator[Problem]:
    for number, code in enumerate(register.keeper.agencies):
        if known is not None and code not in known:
            here = place.need("keeper").need("agencies").items()[number]
            yield here.wrong(f'không có cơ quan "{code}"').problem


def _of_topic(place: Place, register: Register, known: Collection[str] | None) -> Iterator[Problem]:
    if register.topic and known is not None and register.topic not in known:
        yield place.need("topic").wrong(f'không có chủ đề pháp luật "{register.topic}"').problem


def _of_kinds(place: Place, register: Register) -> Iterator[Problem]:
    """What a condition or check names is asked in the same kind of entry."""
    for here, kind in zip(place.need("kinds").items(), register.kinds, strict=True):
        try:
            mentions.check(here, [schema.schema(kind.sections)])
        except Wrong as wrong:
            yield wrong.problem


KINDS = [Kind("registers", queries.paths, check)]
