"""YAML with places: every value knows its file, line and column, so a problem can name them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

# A scalar of YAML: text, number, yes or no, date, or nothing.
Scalar = str | int | float | bool | date | None


@dataclass(frozen=True)
class Problem:
    """What is wrong and where, counted from 1."""

    file: str
    line: int
    column: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.words}"


class Wrong(Exception):
    """Carries a problem to whoever collects them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True)
class Place:
    """A value of the file and where it stands."""

    value: "Mapping[str, Place] | list[Place] | Scalar"
    file: str
    line: int
    column: int

    def wrong(self, words: str) -> Wrong:
        return Wrong(Problem(self.file, self.line, self.column, words))

    def mapping(self) -> "Mapping[str, Place]":
        if not isinstance(self.value, Mapping):
            raise self.wrong("cần một nhóm khoá: giá trị")
        return self.value

    def items(self) -> "list[Place]":
        if not isinstance(self.value, list):
            raise self.wrong("cần một danh sách")
        return self.value

    def get(self, key: str) -> "Place | None":
        return self.mapping().get(key)

    def need(self, key: str) -> "Place":
        if (place := self.get(key)) is None:
            raise self.wrong(f'thiếu khoá "{key}"')
        return place

    def each(self, key: str) -> "list[Place]":
        place = self.get(key)
        return place.items() if place else []

    def as_text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.wrong("cần một đoạn chữ")
        return " ".join(self.value.split())

    def text(self, key: str) -> str:
        return self.need(key).as_text()

    def text_or(self, key: str, default: str = "") -> str:
        place = self.get(key)
        return place.as_text() if place else default

    def number(self, key: str, default: int | None = None) -> int:
        place = self.get(key)
        if place is None and default is not None:
            return default
        place = self.need(key)
        if isinstance(place.value, bool) or not isinstance(place.value, int) or place.value < 0:
            raise place.wrong("cần một số nguyên không âm")
        return place.value

    def yes(self, key: str, *, default: bool = False) -> bool:
        place = self.get(key)
        if place is None:
            return default
        if not isinstance(place.value, bool):
            raise place.wrong("cần true hoặc false")
        return place.value

    def day(self, key: str) -> date:
        place = self.need(key)
        if not isinstance(place.value, date) or isinstance(place.value, datetime):
            raise place.wrong("cần một ngày dạng 2019-09-01")
        return place.value

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if self.get(key) else None

    def choice(self, key: str, choices: list[str], default: str | None = None) -> str:
        place = self.get(key)
        if place is None and default is not None:
            return default
        place = self.need(key)
        if isinstance(place.value, list | Mapping):
            raise place.wrong(f"cần một trong: {', '.join(choices)}")
        if str(place.value) not in choices:
            raise place.wrong(f'"{place.value}" không thuộc: {", ".join(choices)}')
        return str(place.value)

    def both(self, key: str) -> tuple[str, str]:
        """A text in Vietnamese and English."""
        place = self.need(key)
        return place.text("vi"), place.text("en")

    def both_or_none(self, key: str) -> tuple[str, str]:
        return self.both(key) if self.get(key) else ("", "")

    def only(self, *keys: str) -> None:
        """Refuse a key nobody reads: a typing mistake must not pass in silence."""
        for key, place in self.mapping().items():
            if key not in keys:
                raise place.wrong(f'không có khoá "{key}" ở đây (có: {", ".join(keys)})')

    def plain(self) -> Any:  # noqa: ANN401 — JSON of any depth
        """The value without its places."""
        if isinstance(self.value, Mapping):
            return {key: place.plain() for key, place in self.value.items()}
        if isinstance(self.value, list):
            return [place.plain() for place in self.value]
        return self.value.isoformat() if isinstance(self.value, date) else self.value


def written(path: Path) -> str:
    """The text of a file. Raises Wrong where it is no UTF-8, at the first byte that is not."""
    data = path.read_bytes()
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].split(b"\n")
        line, column = len(before), len(before[-1]) + 1
        raise Wrong(Problem(path.name, line, column, "không phải chữ UTF-8")) from None


def read(path: Path) -> Place:
    """The file as places. Refuses what is no YAML, and a key that stands twice."""
    text = written(path)
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise Wrong(Problem(path.name, line, column, f"không phải YAML: {error.problem}")) from None
    if node is None:
        raise Wrong(Problem(path.name, 1, 1, "tệp rỗng"))
    return _place(node, path.name)


def _place(node: yaml.Node, file: str, within: tuple[yaml.Node, ...] = ()) -> Place:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if any(node is outer for outer in within):
        raise Wrong(Problem(file, line, column, "phần này chứa chính nó"))
    inside = (*within, node)
    if isinstance(node, yaml.MappingNode):
        return Place(dict(_pairs(node, file, inside)), file, line, column)
    if isinstance(node, yaml.SequenceNode):
        return Place([_place(each, file, inside) for each in node.value], file, line, column)
    return Place(_scalar(node, file), file, line, column)


def _pairs(
    node: yaml.MappingNode, file: str, within: tuple[yaml.Node, ...]
) -> Iterator[tuple[str, Place]]:
    seen: set[str] = set()
    for key, value in node.value:
        name, where = str(key.value), key.start_mark
        if not isinstance(key, yaml.ScalarNode):
            raise Wrong(Problem(file, where.line + 1, where.column + 1, "khoá phải là chữ"))
        if name in seen:
            raise Wrong(Problem(file, where.line + 1, where.column + 1, f'khoá "{name}" lặp lại'))
        seen.add(name)
        yield name, _place(value, file, within)


def _scalar(node: yaml.Node, file: str) -> Scalar:
    try:
        value: Scalar = yaml.SafeLoader("").construct_object(node)
    except (ValueError, yaml.MarkedYAMLError) as error:
        mark = node.start_mark
        said = error.problem if isinstance(error, yaml.MarkedYAMLError) else error
        problem = Problem(file, mark.line + 1, mark.column + 1, f"giá trị sai: {said}")
        raise Wrong(problem) from None
    return value


def resolve(place: Place, fragments: Mapping[str, Place], within: tuple[str, ...] = ()) -> Place:
    """The place with every `use: name` replaced by its fragment; own keys win over the fragment's.

    A fragment that is a list is put among the items of the list it is used in.
    """
    if isinstance(place.value, list):
        items = [each for item in place.value for each in _spliced(item, fragments, within)]
        return replace(place, value=items)
    if not isinstance(place.value, Mapping):
        return place
    if "use" not in place.value:
        inner = {key: resolve(each, fragments, within) for key, each in place.value.items()}
        return replace(place, value=inner)
    name = place.text("use")
    fragment = _fragment(place, name, fragments, within)
    own = {key: each for key, each in place.value.items() if key != "use"}
    merged = {**resolve(fragment, fragments, (*within, name)).mapping(), **own}
    return resolve(replace(place, value=merged), fragments, within)


def _spliced(
    item: Place, fragments: Mapping[str, Place], within: tuple[str, ...]
) -> Iterator[Place]:
    if isinstance(item.value, Mapping) and "use" in item.value:
        name = item.text("use")
        fragment = _fragment(item, name, fragments, within)
        if isinstance(fragment.value, list):
            item.only("use")
            yield from resolve(fragment, fragments, (*within, name)).items()
            return
    yield resolve(item, fragments, within)


def _fragment(
    place: Place, name: str, fragments: Mapping[str, Place], within: tuple[str, ...]
) -> Place:
    if name in within:
        raise place.wrong(f'mảnh "{name}" tự dùng lại chính nó')
    if name not in fragments:
        raise place.need("use").wrong(f'không có mảnh "{name}"')
    return fragments[name]
