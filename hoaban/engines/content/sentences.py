"""What refusals say in other languages than Vietnamese: `refusals/<language>/<room>.toml`."""

from collections.abc import Mapping
from pathlib import Path
from string import Formatter

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFilesByKey
from hoaban.core.refusals import Refusal
from hoaban.engines.content.places import Place, Problem, Wrong
from hoaban.engines.content.reading import read


def paths() -> list[Path]:
    """Every file of sentences, of all languages."""
    return sorted((folders.country() / "refusals").glob("*/*.toml"))


def check() -> list[Problem]:
    """Sentences that are no text, or name a fact that the Vietnamese one lacks."""
    problems: list[Problem] = []
    for path in paths():
        try:
            rows = read(path).mapping()
        except Wrong as wrong:
            problems.append(wrong.problem)
            continue
        problems += [problem for name, place in rows.items() if (problem := _wrong(name, place))]
    return problems


def _wrong(name: str, place: Place) -> Problem | None:
    try:
        given = _facts(place.as_text())
    except Wrong as wrong:
        return wrong.problem
    refusal = Refusal.known.get(name)  # known once its room is imported
    if refusal and (more := given - _facts(refusal.sentence)):
        return place.wrong(f"câu tiếng Việt không có {', '.join(sorted(more))}").problem
    return None


def _facts(sentence: str) -> set[str]:
    return {name for _text, name, *_ in Formatter().parse(sentence) if name}


def _read(language: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for path in paths():
        if path.parent.name == language:
            rows = read(path).mapping()
            found |= {name: place.as_text() for name, place in rows.items()}
    return found


_sentences = KeptFilesByKey(paths, _read)


def of(language: str) -> Mapping[str, str]:
    """The sentences in a language by the refusals' class names; none where content has none."""
    return _sentences.get(language)
