"""Short answers are written in Latin letters; a long text may quote what is not."""

import pytest
from django.core.exceptions import ValidationError

from hoaban.engines.forms.inputs import TextInput
from hoaban.engines.forms.named import NameInput


@pytest.mark.parametrize("answer", ["Bản Дà", "Москва", "phố 東"])
def test_a_short_answer_of_another_script_is_told_its_words(answer: str) -> None:
    with pytest.raises(ValidationError, match="không dùng chữ khác"):
        TextInput().clean(answer)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("Bản N\u0430 Ư", "Bản Na Ư"), ("điện trở 5 Ω", "điện trở 5 Ω"), ("12 µm", "12 µm")],
)
def test_look_alikes_and_signs_are_taken(answer: str, kept: str) -> None:
    assert TextInput().clean(answer) == kept


def test_a_long_text_keeps_what_it_quotes_and_a_name_is_mended() -> None:
    assert TextInput(lines=True).clean("Tên trong hộ chiếu: Иван") == "Tên trong hộ chiếu: Иван"
    assert NameInput(of_person=True).clean("Lо Vаn Duoc") == "Lo Van Duoc"
    with pytest.raises(ValidationError, match="hãy viết lại: Ван"):
        NameInput(of_person=True).clean("Lò Ван")
