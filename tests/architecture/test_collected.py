"""A text within an f-string is not collected for the catalogue: it would stay Vietnamese."""

import ast

from tests.architecture import house

READERS = {"gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy", "_"}


def test_no_text_is_read_within_an_f_string() -> None:
    found = [
        f"{house.short(path)}:{call.lineno}"
        for path in house.sources("*.py")
        for joined in house.nodes(path)
        if isinstance(joined, ast.JoinedStr)
        for call in ast.walk(joined)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in READERS
    ]
    assert found == []
