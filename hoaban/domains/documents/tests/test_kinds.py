"""The kinds of documents as content lists them."""

from hoaban.domains.documents import queries
from hoaban.engines.typesetting import templates


def test_every_kind_of_document_has_its_template() -> None:
    for kind in queries.kinds().values():
        assert templates.template_path(kind.template).is_file()
    marks = [kind.abbreviation for kind in queries.kinds().values()]
    assert len(set(marks)) == len(marks)
