from hoaban.core import language
from hoaban.domains.procedures.naming.rules import called

NAME = {"vi": "Thủ tục đăng ký khai sinh", "en": "Birth registration", "hmn": "Yug"}


def test_a_procedure_is_called_by_its_short_name() -> None:
    words = called(NAME, {"vi": "Khai sinh", "en": "Birth"})

    assert (words["vi"], words["en"]) == ("Khai sinh", "Birth")


def test_a_procedure_without_a_short_name_is_called_by_its_name() -> None:
    assert called(NAME, {}) == NAME


def test_a_language_without_a_short_name_has_the_name() -> None:
    words = called(NAME, {"vi": "Khai sinh", "en": ""})

    assert [language.text(words, code) for code in ("vi", "en", "hmn", "tai")] == [
        "Khai sinh", "Birth registration", "Yug", "Khai sinh",
    ]  # fmt: skip
