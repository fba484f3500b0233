"""What conditions and checks of a file say of its questions: paths and answers that must exist."""

from collections.abc import Collection, Iterator

from hoaban.engines.content.places import Place
from hoaban.engines.forms import schema
from hoaban.engines.forms.schema import Json

PATHS = ("field", "follows")  # keys whose value is the path of an answer


def check(place: Place, schemas: list[Json], *, also: Collection[str] = ()) -> None:
    """Every path that is named is asked, every value that is waited for can be answered.

    `also`: keys beside `field` whose value is a path. Raises Wrong for the first that is not.
    """
    asked = schema.paths(schemas)
    for named in _named(place, also):
        if str(named.value) not in asked:
            raise named.wrong(f'không biểu mẫu nào hỏi "{named.value}"')
    for condition in _conditions(place):
        _check_values(condition, schemas)


def _named(place: Place, also: Collection[str], within: str = "") -> Iterator[Place]:
    if isinstance(place.value, list):
        for each in place.value:
            yield from _named(each, also, within)
    elif isinstance(place.value, dict):
        for key, each in place.value.items():
            if (key in PATHS and within) or key in also:
                yield each
            else:
                yield from _named(each, also, key)


def _conditions(place: Place) -> Iterator[Place]:
    """Every `{field, is | not | in}` of the file, at any depth."""
    if isinstance(place.value, list):
        for each in place.value:
            yield from _conditions(each)
    elif isinstance(place.value, dict):
        if "field" in place.value and place.value.keys() & {"is", "not", "in"}:
            yield place
        for each in place.value.values():
            yield from _conditions(each)


def _check_values(condition: Place, schemas: list[Json]) -> None:
    """What a condition waits for is one of the answers that the question offers."""
    offered = schema.choices(schemas, condition.text("field"))
    if not offered:
        return
    wanted = condition.get("is") or condition.get("not") or condition.need("in")
    for value in wanted.items() if isinstance(wanted.value, list) else [wanted]:
        if value.value not in offered:
            words = f'câu hỏi ấy không có câu trả lời "{value.value}" (có: {", ".join(offered)})'
            raise value.wrong(words)
