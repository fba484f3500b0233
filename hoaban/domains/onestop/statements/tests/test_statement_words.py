"""What is wrong with a statement is said in the language of the page."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict

from hoaban.domains.onestop.statements.forms import StatementForm


@pytest.mark.parametrize("content", [b"a;b;c\n1;2;3\n", b"PK\x03\x04 torn", b"\x00\x01\x02"])
def test_a_file_that_is_no_statement_is_refused_in_english(content: bytes) -> None:
    with translation.override("en"):
        file: UploadedFile[Any] = SimpleUploadedFile("bank.csv", content)
        form = StatementForm({}, MultiValueDict({"file": [file]}))
        assert not form.is_valid()
        said = [str(words) for words in form.errors["file"]]
    assert [words for words in said if not words.isascii()] == []
