"""Who has no identity paper reads so in the box that comes back, and may send it again."""

import pytest
from django.utils import translation

from hoaban.core.people.names import NO_IDENTITY
from hoaban.engines.forms import fields


@pytest.mark.parametrize(("language", "shown"), [("vi", "không có"), ("en", "none")])
def test_that_there_is_none_comes_back_in_words_and_is_read_again(
    language: str, shown: str
) -> None:
    with translation.override(language):
        field = fields._identity(None, {"required": False})  # type: ignore[arg-type]
        assert field.prepare_value(NO_IDENTITY) == shown
        assert field.prepare_value("011190000123") == "011190000123"
        assert field.clean(field.prepare_value(NO_IDENTITY)) == NO_IDENTITY
