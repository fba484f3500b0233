"""The kinds of documents as content, the templates that are there, and who seals what is issued."""

from hoaban.domains.documents import queries
from hoaban.engines.content.kinds import Kind
from hoaban.engines.content.places import Problem
from hoaban.engines.typesetting import templates
from hoaban.gateways.signing import sealing


def check() -> list[Problem]:
    """What is wrong in the list of kinds."""
    found = queries.read_kinds()
    return found.problems + [
        place.need("template").wrong(f'không có mẫu "{kind.template}"').problem
        for place, kind in found.rows
        if not templates.is_template(kind.template)
    ]


def check_sealing() -> list[Problem]:
    """What is wrong in the tables of who seals."""
    found = (sealing.read(path) for path in sealing.paths())
    return [problem for one in found for problem in one.problems]


KINDS = [
    Kind("document kinds", lambda: [queries.kinds_path()], check),
    Kind("sealing of documents", sealing.paths, check_sealing),
]
