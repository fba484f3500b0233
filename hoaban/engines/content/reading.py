"""One way from a content file to values with places, by the format that its name ends in."""

from pathlib import Path

from hoaban.core import typed
from hoaban.engines.content import in_csv, in_json, in_toml, in_yaml
from hoaban.engines.content.places import Place, Problem, Wrong

FORMATS = {
    ".csv": in_csv.places,
    ".json": in_json.places,
    ".toml": in_toml.places,
    ".yaml": in_yaml.places,
}


def written(path: Path) -> str:
    """The text of a file, with or without a byte-order mark.

    Raises Wrong where the file is missing or no UTF-8, at the first byte that is not.
    """
    try:
        data = path.read_bytes()
        return typed.text(data.decode("utf-8-sig"))
    except FileNotFoundError:
        raise Wrong(Problem(path.name, 1, 1, "thiếu tệp này")) from None
    except UnicodeDecodeError as error:
        before = data[: error.start].split(b"\n")
        line, column = len(before), len(before[-1]) + 1
        raise Wrong(Problem(path.name, line, column, "không phải chữ UTF-8")) from None


def read(path: Path) -> Place:
    """The file as places, a table as a list of rows by their columns. Refuses what is broken."""
    return FORMATS[path.suffix](written(path), path.name)
