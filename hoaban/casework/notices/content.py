"""Notices as content: `notices/<what about>.toml` of the country, read as they are."""

from collections.abc import Collection, Iterator
from pathlib import Path

from hoaban.casework.notices import queries, rules
from hoaban.casework.notices.queries import Template
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Place, Problem
from hoaban.engines.law import lookup


def check() -> list[Problem]:
    """What is wrong in the files, each where it stands."""
    topics = lookup.topics()
    return [problem for path in queries.paths() for problem in _of_file(path, topics)]


def _of_file(path: Path, topics: Collection[str] | None) -> Iterator[Problem]:
    found, problems = queries.written(path)
    yield from problems
    for place, template in found.values():
        if topics is not None and template.topic not in topics:
            words = f'không có chủ đề pháp luật "{template.topic}"'
            yield place.need("topic").wrong(words).problem
        for number, fact in enumerate(template.facts):
            if fact not in queries.given(path):
                words = f'chương trình không cho biết "{fact}"'
                yield place.need("facts").items()[number].wrong(words).problem
        yield from _of_texts(place, template)


def _of_texts(place: Place, template: Template) -> Iterator[Problem]:
    """Facts that a text names and the notice lacks, and facts that no text names."""
    named: set[str] = set()
    for part, text in template.texts.items():
        for language, words in text.items():
            here = place.need(part).need(language)
            try:
                wanted = rules.named(words)
            except ValueError:
                yield here.wrong("dấu ngoặc { } không khớp").problem
                continue
            named |= wanted
            if unknown := sorted(wanted - set(template.facts)):
                yield here.wrong(f"facts không có: {', '.join(unknown)}").problem
    if unused := sorted(set(template.facts) - named):
        yield place.need("facts").wrong(f"không câu nào nhắc: {', '.join(unused)}").problem


KINDS = [Kind("notices", queries.paths, check)]
