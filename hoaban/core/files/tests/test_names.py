"""Names of files: one part, no tricks, an ending that is true."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core.files import names


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("don.pdf", "don.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\lan\\Đơn xin.PDF", "Đơn xin.PDF"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
        ("hoa\u202efdp.exe", "hoafdp.exe.pdf"),
        ("  nhiều   khoảng  trắng .pdf", "nhiều khoảng trắng .pdf"),
        ("...", "tep-dinh-kem.pdf"),
        ("", "tep-dinh-kem.pdf"),
        (unicodedata.normalize("NFD", "Giấy chứng sinh.pdf"), "Giấy chứng sinh.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(given_name: str, kept: str) -> None:
    assert names.clean(given_name, (".pdf",)) == kept


@given(st.text(max_size=300))
def test_any_text_becomes_one_short_safe_part(text: str) -> None:
    kept = names.clean(text, (".pdf",))
    assert kept.lower().endswith(".pdf")
    assert 4 < len(kept) <= names.LONGEST
    assert not set(kept) & set('/\\<>:"|?*\0\r\n')
    assert names.clean(kept, (".pdf",)) == kept
