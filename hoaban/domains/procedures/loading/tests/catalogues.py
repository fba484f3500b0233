"""A small province of content in a folder, and the real one where a test reads it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from hoaban.core.kept import folders
from hoaban.domains.procedures.loading import content as loading

DAY = date(2020, 3, 30)
AT = datetime(2020, 3, 30, 3, 0, tzinfo=UTC)
FIELDS = "code,name.vi,name.en\nho-tich,Hộ tịch,Civil status\ndat-dai,Đất đai,\n"
CATALOGUE = """code,name,field,levels,limits,paper_count,papers,legal_basis,dated_on
1.000001,Hòa giải tranh chấp đất đai,dat-dai,commune,post:40:,2,"[""Đơn""]",,2026-07-20
1.000002,Đặt hàng,dat-dai,province commune,counter:5:,1,[],,2026-07-20
"""
PROCEDURE = """\
code: "1.001193"
valid_from: 2019-09-01
name: {vi: "Thủ tục đăng ký khai sinh", en: "Birth registration"}
synonyms: ["giấy khai sinh"]
field: ho-tich
level: commune
online_level: "3"
subjects:
  - {vi: "Công dân", en: "Citizens"}
legal_basis: ["60/2014/QH13"]
result:
  {code: x, name: {vi: "Giấy", en: "Certificate"}, template: giay-xac-nhan, kind: GXN}
postal: true
cases:
  - code: default
    name: {vi: "Trong hạn", en: "In time"}
    default: true
    papers:
      - {code: form, name: {vi: "Tờ khai", en: "Application"}, originals: 1, form: form}
    limits:
      - {channel: all, amount: 3, unit: working_days}
    fees:
      - channel: all
        code: copies
        name: {vi: "Phí", en: "Fee"}
        amount: 8000
        unit: page
        quantity: child.copies
        illustrative: true
        source: "Chưa đọc được."
process:
  steps:
    - {code: receive, name: {vi: "Nhận", en: "Receive"}, role: clerk, share: 0.4, next: sign}
    - {code: sign, name: {vi: "Ký", en: "Sign"}, role: leader, share: 0.6, ends_clock: true}
forms:
  - code: form
    circular: "15/2015/TT-BTP"
    title: {vi: "Tờ khai", en: "Application"}
    sections:
      - code: child
        title: {vi: "Con", en: "Child"}
        fields:
          - {code: name, kind: text, label: {vi: "Tên", en: "Name"}}
          - {code: copies, kind: number, min: 1, label: {vi: "Số bản", en: "Copies"}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One procedure, two fields, two lines of catalogue."""
    (tmp_path / "procedures").mkdir()
    (tmp_path / "fields.csv").write_text(FIELDS)
    (tmp_path / "agencies.csv").write_text("code,name\nso-tp,Sở Tư pháp\n")
    (tmp_path / "catalogue.csv").write_text(CATALOGUE)
    (tmp_path / "procedures" / "1.001193.yaml").write_text(PROCEDURE)
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str], None]:
    """Replace a text of the procedure's file."""
    path = folder / "procedures" / "1.001193.yaml"

    def replace(old: str, new: str) -> None:
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    return replace


@pytest.fixture
def loaded(db: None, folder: Path) -> Path:
    assert loading.load(folder, at=AT).problems == []
    return folder


@pytest.fixture
def province(procedures_world: None, db: None) -> None:
    """The content of Điện Biên as it ships."""


SHIPPED = folders.province()
