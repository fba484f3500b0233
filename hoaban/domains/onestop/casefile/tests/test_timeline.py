"""What the timeline of a dossier says to officials, and what of it to the applicant."""

import pytest

from hoaban.casework.timeline import queries as timeline
from hoaban.casework.timeline.enums import Reader
from hoaban.domains.onestop.casefile import acts as casefile
from hoaban.domains.onestop.dossiers.models import Dossier
from tests.world.acts import ACTS
from tests.world.scenes import Scenes


def newest(dossier: Dossier) -> tuple[str, str]:
    """The title of the newest line for officials, and the text below it."""
    line = timeline.lines(dossier, Reader.OFFICIAL)[0]
    return line.title, line.text


SAID = {
    "do_step": ("Hoàn thành bước", "Thẩm tra hồ sơ, dự thảo kết quả"),
    "assign": ("Phân công", ""),
    "undo": ("Hoàn tác việc vừa làm", "Chuyển bộ phận xử lý"),
    "transfer": ("Chuyển bộ phận xử lý", ""),
    "consult": ("Lấy ý kiến cơ quan khác", "Sở Tư pháp"),
    "correct": ("Sửa nội dung khai: Giấy tờ cần cấp", ""),
}


@pytest.mark.parametrize("name", SAID)
def test_a_line_says_what_was_done_and_about_what(scenes: Scenes, name: str) -> None:
    dossier = scenes.act(name, scenes.bring(ACTS[name].start))
    assert newest(dossier) == SAID[name]


@pytest.mark.parametrize("name", ACTS)
def test_the_applicant_is_told_what_concerns_them_alone(scenes: Scenes, name: str) -> None:
    dossier, act = scenes.act(name, scenes.bring(ACTS[name].start)), casefile.ACTS[name]
    known, told = (len(timeline.lines(dossier, reader)) for reader in Reader)
    assert told < known or act.is_told
    first = timeline.lines(dossier, Reader.OUTSIDE)[0]
    assert (str(act.told) in first.title) == act.is_told
