"""What is as good as the first of several papers is drawn like it; a copy says that it is one."""

import json

import pytest

from hoaban.engines.typesetting import papers
from hoaban.engines.typesetting.tests.test_papers import ON, SAMPLES, template, words

CERTIFICATE = next(one for one in SAMPLES if one.stem == "phieu-ly-lich-tu-phap")
MARK = {"place": 2, "of": 3, "name": "Phiếu lý lịch tư pháp"}


@pytest.mark.parametrize("is_original", [True, False], ids=["original", "copy"])
def test_only_a_copy_is_called_one(is_original: bool) -> None:  # noqa: FBT001
    mark = MARK | ({"is_original": True} if is_original else {})
    facts = json.loads(CERTIFICATE.read_text()) | {"copy": mark}
    said = words(papers.typeset(template(CERTIFICATE), facts, on=ON))
    assert ("(BẢN SAO)" in said) is not is_original
    assert (said == CERTIFICATE.with_suffix(".txt").read_text()) is is_original
