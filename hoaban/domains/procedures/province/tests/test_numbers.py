"""Fees and limits that the law changes: one line of a table, from its day on."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.apps import apps

from hoaban.core.people.models import Person
from hoaban.domains.procedures.catalogue import queries as catalogue
from hoaban.domains.procedures.catalogue.models import Fee, Revision
from hoaban.domains.procedures.loading import content as loading
from hoaban.domains.procedures.loading.tests.catalogues import AT

FEES = "procedure,case,channel,fee,amount,tiers,maximum,valid_from,valid_to,basis,illustrative\n"
LIMITS = "procedure,case,channel,amount,unit,valid_from,valid_to,basis\n"
NEW = "1.001193,default,all,copies,5000,,,2020-04-01,,85/2020,\n"
LATER = datetime(2020, 4, 2, 3, 0, tzinfo=UTC)


def fee_on(day: date, channel: str = "online") -> int:
    case = catalogue.case(catalogue.revision_at("1.001193", day))
    return catalogue.fee(case, channel, {"child": {"copies": 1}}, day).amount


def said(folder: Path, fees: str = FEES, limits: str = LIMITS) -> list[str]:
    (folder / "fees.csv").write_text(fees)
    (folder / "limits.csv").write_text(limits)
    return [str(problem) for problem in loading.load(folder, at=AT).problems]


def test_one_line_changes_a_fee_from_its_day_on(loaded: Path) -> None:
    version = Revision.objects.get().pk
    assert said(loaded, FEES + NEW) == []
    assert (fee_on(date(2020, 3, 31)), fee_on(date(2020, 4, 1))) == (8000, 5000)
    assert Revision.objects.get().pk == version
    page = catalogue.whole(catalogue.revision_at("1.001193", LATER.date()), LATER.date())
    shown = {(f.channel, f.amount, f.note["vi"]) for f in page.cases.all()[0].fees.all()}
    assert shown == {(c, 5000, "85/2020") for c in ("counter", "online", "post")}


def test_a_line_that_ends_gives_way_to_what_stood_before(loaded: Path) -> None:
    cheaper = NEW.replace("2020-04-01,,", "2020-04-01,2020-05-01,").replace("all", "online")
    assert said(loaded, FEES + cheaper) == []
    days = (date(2020, 4, 30), date(2020, 5, 1))
    assert [(fee_on(day), fee_on(day, "counter")) for day in days] == [(5000, 8000), (8000, 8000)]


def test_one_line_changes_a_limit_from_its_day_on(loaded: Path) -> None:
    assert said(loaded, limits=f"{LIMITS}1.001193,,post,0,working_days,2020-04-01,,\n") == []
    case = catalogue.case(Revision.objects.get())
    held = [catalogue.limit(case, "post", date(2020, 3 + n, 1)) for n in (0, 1)]
    assert [(one.amount, one.same_day) for one in held] == [(3, False), (0, True)]
    assert catalogue.limit(case, "online", date(2020, 4, 1)).amount == 3


def test_loading_the_lines_twice_changes_nothing(loaded: Path) -> None:
    said(loaded, FEES + NEW)
    keys = list(Fee.objects.order_by("pk").values_list("pk", flat=True))
    assert said(loaded, FEES + NEW) == []
    assert list(Fee.objects.order_by("pk").values_list("pk", flat=True)) == keys
    assert said(loaded, FEES) == []
    assert Fee.objects.filter(is_dated=True).count() == 0


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            NEW + NEW.replace("all", "online"),
            "fees.csv:3:18: nói cùng một số, từ cùng một ngày, với dòng 2",
        ),
        (NEW + NEW.replace("default", ""), "fees.csv:3:11: nói cùng một số"),
        (NEW.replace("1.001193", "1.001194"), "fees.csv:2:1: không có thủ tục 1.001194 có hiệu"),
        (NEW.replace("2020-04-01", "2019-09-01"), "fees.csv:2:1: không có thủ tục 1.001193"),
        (NEW.replace("default", "late"), 'fees.csv:2:10: không có trường hợp "late"'),
        (NEW.replace("copies", "stamp"), 'fees.csv:2:22: không có phí "stamp" cho kênh này'),
        (NEW.replace(",5000,", ",-1,"), "fees.csv:2:29: số này quá nhỏ"),
        (NEW.replace("all", "fax"), 'fees.csv:2:18: "fax" không thuộc: all, online'),
        (NEW + NEW, "fees.csv:3:1: lặp lại dòng 2: 1.001193 default all 2020-04-01 copies"),
        (NEW.replace(",5000,,", ",5000,much,"), "fees.csv:2:34: các bậc ghi như 2:1000 5:500"),
        (NEW.replace(",,85", ",2020-03-01,85"), "fees.csv:2:47: kết thúc trước khi bắt đầu"),
    ],
)
def test_a_wrong_line_is_named_by_its_place(loaded: Path, line: str, told: str) -> None:
    found = said(loaded, FEES + line)
    assert found
    assert told in found[0]


def test_a_line_that_records_stand_on_is_not_changed_any_more(loaded: Path) -> None:
    said(loaded, FEES + NEW)
    person = Person.objects.create(public_id="p1", username="p1", full_name="Lò Thị Mai")
    apps.get_model("drafts", "Draft")._default_manager.create(
        public_id="d1", person=person, revision=Revision.objects.get(), updated_at=LATER
    )
    cheaper, ended = NEW.replace("5000", "4000"), NEW.replace(",,85", ",2020-06-01,85")
    (loaded / "fees.csv").write_text(FEES + cheaper)
    assert loading.load(loaded, at=AT).problems == []  # before its first day it still may
    (loaded / "fees.csv").write_text(FEES)
    [problem] = {str(each) for each in loading.load(loaded, at=LATER).problems}
    assert "đã có hồ sơ, không sửa hay bỏ được" in problem
    (loaded / "fees.csv").write_text(FEES + ended.replace("5000", "4000"))
    assert loading.load(loaded, at=LATER).problems == []
    assert fee_on(date(2020, 6, 1)) == 8000
