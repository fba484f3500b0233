"""The kinds of documents as content: names, abbreviations and the templates that are there."""

from hoaban.domains.documents import queries
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem
from hoaban.engines.typesetting import templates


def check() -> list[Problem]:
    """What is wrong in the list of kinds."""
    found = queries.read_kinds()
    return found.problems + [
        place.need("template").wrong(f'không có mẫu "{kind.template}"').problem
        for place, kind in found.rows
        if not templates.is_template(kind.template)
    ]


KINDS = [Kind("document kinds", lambda: [queries.kinds_path()], check)]
