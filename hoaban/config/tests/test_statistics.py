import argparse
import json

import pytest

from hoaban.config.commands import statistics
from hoaban.config.commands.replay import script

pytestmark = pytest.mark.django_db


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    parser = argparse.ArgumentParser()
    statistics.configure(parser)
    code = statistics.run(parser.parse_args(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def test_json_has_the_keys_that_others_rely_on(
    played: script.Script, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(
        capsys, "--from", "2020-01-01", "--to", "27/3/2020", "--format", "json", "--recount"
    )
    found = json.loads(out)
    assert code == 0
    assert (found["from"], found["to"]) == ("2020-01-01", "2020-03-27")
    assert (found["received"], found["processed"], found["on_time_rate"]) == (112, 92, 78.26)
    assert found["processed_on_time"] == 72
    assert found["active"]["province"] == [14, 18]
    by = {row["by"] for row in found["rows"]}
    assert by == {"level", "agency", "field", "channel"}
    fields = [row["received"] for row in found["rows"] if row["by"] == "field"]
    assert sum(fields) == 112


def test_one_agency_alone_is_part_of_the_whole(
    played: script.Script, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--from", "2019-09-01", "--to", "2019-12-31")
    whole = said(capsys, *days, "--format", "csv")[1].splitlines()
    alone = said(capsys, *days, "--format", "csv", "--agency", "so-tp")[1].splitlines()
    line = next(line for line in whole if line.startswith("agency,so-tp,"))
    assert line in alone


def test_an_agency_that_ended_before_is_asked_for_what_it_left_open(
    played: script.Script, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--from", "2020-01-10", "--to", "2020-03-27")
    code, out, _ = said(capsys, *days, "--format", "json", "--agency", "ubnd-03144")
    found = json.loads(out)
    assert (code, found["received"]) == (0, 0)
    before = ("--from", "2019-09-01", "--to", "2020-01-09")
    lived = json.loads(said(capsys, *before, "--format", "json", "--agency", "ubnd-03144")[1])
    assert found["carried_over"] == lived["in_progress"]
    assert lived["received"] > 0


def test_the_csv_begins_with_the_whole(
    played: script.Script, capsys: pytest.CaptureFixture[str]
) -> None:
    out = said(capsys, "--from", "2020-01-01", "--to", "2020-03-27", "--format", "csv")[1]
    head, total, *_ = out.splitlines()
    figures = dict(zip(head.split(","), total.split(","), strict=True))
    assert (figures["by"], figures["received"], figures["on_time_rate"]) == (
        "total", "112", "78.26",
    )  # fmt: skip


def test_the_table_shows_both_readings_of_the_rate(
    played: script.Script, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = said(capsys, "--from", "2019-09-01", "--to", "2019-12-31")
    assert "70,11 %" in out
    assert "50,83 %" in out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("2020-03-01", "2020-02-01"), "Ngày bắt đầu kỳ (01/03/2020) sau ngày kết thúc"),
        (("1999-01-01", "2020-02-01"), "1999"),
        (("hôm qua", "2020-02-01"), "ngày “hôm qua”, cần dạng 27/03/2020"),
        (("2020-01-01", "2020-02-01", "--agency", "so-xx"), "không có cơ quan “so-xx”"),
    ],
)
def test_bad_input_is_answered_by_a_sentence(
    province: None,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    sentence: str,
) -> None:
    begins, ends, *more = arguments
    code, out, err = said(capsys, "--from", begins, "--to", ends, *more)
    assert (code, out) == (2, "")
    assert sentence in err
