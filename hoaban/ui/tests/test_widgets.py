"""A list of options written by hand says what the library's template says."""

import re

import pytest
from django.forms import Select, SelectMultiple
from django.forms.renderers import DjangoTemplates

from hoaban.ui.widgets import Renderer

PLAIN = [("", "—"), ("a", "Phường Him Lam"), (7, '<b>"&')]
GROUPED = [("", "—"), ("Thị xã & phường", [("x", "Na Lay"), ("y", "Sông Đà")])]


def tight(html: str) -> str:
    """Without the white space between tags."""
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize("choices", [PLAIN, GROUPED])
@pytest.mark.parametrize("kind", [Select, SelectMultiple])
@pytest.mark.parametrize("value", [None, "", "y", 7])
def test_it_is_written_as_the_library_writes_it(
    choices: list[tuple[str, object]], kind: type[Select], value: object
) -> None:
    attrs = {"id": "id_area", "required": True, "disabled": False, "aria-describedby": '"x'}
    widget = kind(choices=choices)
    given = ["x", "7"] if kind is SelectMultiple else value
    ours, theirs = (
        widget.render("area", given, attrs, renderer)
        for renderer in (Renderer(), DjangoTemplates())
    )
    assert tight(ours) == tight(theirs)
