"""What content or an official changes is seen by a process that has read it before."""

import shutil
from pathlib import Path

import pytest

from hoaban.core.kept import folders
from hoaban.core.people import actions as people_actions
from hoaban.core.people import actors
from hoaban.core.people.models import Post
from hoaban.domains.office.people import content as people_content
from hoaban.domains.onestop.casefile import queries as casefile
from hoaban.domains.onestop.dossiers.models import Dossier
from hoaban.domains.onestop.filing import actions as filing_actions
from hoaban.domains.onestop.filing.refused import NotFiledThere
from hoaban.domains.onestop.steps import actions as steps
from hoaban.domains.procedures.loading import content as loading
from tests.world.province import MONDAY, Ward, filing, load_province
from tests.world.scenes import Scenes, vn


@pytest.fixture
def loaded(ward: Ward, tmp_path: Path) -> Path:
    """The folder of the small province."""
    folder = tmp_path / "province"
    load_province(folder)
    return folder


def test_an_official_code_that_is_loaded_stands_in_the_next_code(
    scenes: Scenes, tmp_path: Path
) -> None:
    before = scenes.bring("received").code
    for table in people_content.TABLES:
        shutil.copy(folders.province() / table.file, tmp_path)
    agencies = tmp_path / "agencies.csv"
    lines = agencies.read_text(encoding="utf-8").splitlines()
    column = lines[0].split(",").index("official_code")
    for number, line in enumerate(lines):
        if line.startswith("ubnd-03127,"):
            cells = line.split(",")
            cells[column] = "000.04.31.H18"
            lines[number] = ",".join(cells)
    agencies.write_text("\n".join(lines) + "\n", encoding="utf-8")
    people_content.load(tmp_path)
    after = scenes.bring("received").code
    assert (before, after) == ("ubnd-03127-200316-0001", "000.04.31.H18-200316-0002")


def test_a_renamed_official_holds_the_case_under_the_new_name(
    ward: Ward, examined: Dossier
) -> None:
    taker = ward.specialist.post_pk or 0
    dossier = steps.assign(examined.pk, to=taker, by=ward.leader, at=MONDAY)
    assert "Người specialist" in casefile.holder(dossier)
    post = Post.objects.get(pk=taker)
    people_actions.rename(
        post.person_id, full_name="Lò Thị Mới", by=actors.system("test"), at=MONDAY
    )
    assert "Lò Thị Mới" in casefile.holder(dossier)


def test_a_revision_that_content_closed_is_not_filed_any_more(
    ward: Ward, loaded: Path, tmp_path: Path
) -> None:
    later = vn("2020-03-17 09:00")
    filing_actions.submit(filing(ward.agency), by=ward.citizen, at=later)
    closed = shutil.copytree(loaded, tmp_path / "closed")
    path = closed / "procedures" / "2.000635.yaml"
    opened = path.read_text(encoding="utf-8")
    began = "valid_from: 2019-09-01\n"
    path.write_text(opened.replace(began, f"{began}valid_to: 2020-03-17\n"), encoding="utf-8")
    assert loading.load(closed, at=MONDAY).closed == ["2.000635"]
    with pytest.raises(NotFiledThere):
        filing_actions.submit(filing(ward.agency), by=ward.citizen, at=later)


def test_a_new_fee_holds_for_receptions_from_its_day_on_and_no_earlier_record(
    scenes: Scenes, loaded: Path, tmp_path: Path
) -> None:
    tuesday = vn("2020-03-17 09:00")
    received, waiting = scenes.bring("received"), scenes.bring("submitted")
    changed = shutil.copytree(loaded, tmp_path / "changed")
    (changed / "fees.csv").write_text(
        "procedure,case,channel,fee,amount,tiers,maximum,valid_from,valid_to,basis,illustrative\n"
        "2.000635,,all,copies,5000,,,2020-03-17,,85/2020,\n",
        encoding="utf-8",
    )
    assert loading.load(changed, at=MONDAY).problems == []
    same_day = scenes.bring("received")
    next_day = scenes.act("receive", waiting, at=tuesday)
    received.refresh_from_db()
    assert [one.fee_amount for one in (received, same_day, next_day)] == [16000, 16000, 10000]
    assert {one.revision_id for one in (received, same_day, next_day)} == {received.revision_id}
