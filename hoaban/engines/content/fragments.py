"""Pieces that several files share: `use: name` stands for a piece."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hoaban.engines.content.places import Place


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
