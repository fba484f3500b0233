"""JSON with places: all JSON is YAML, whose reader knows them; JSON's own is the stricter judge."""

import json

from hoaban.engines.content import in_yaml
from hoaban.engines.content.places import Place, Problem, Wrong


def places(text: str, file: str) -> Place:
    """The text of a JSON file. Refuses what is no JSON, where its reader stopped."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        words = f"không phải JSON: {error.msg}"
        raise Wrong(Problem(file, error.lineno, error.colno, words)) from None
    return in_yaml.places(text, file)
