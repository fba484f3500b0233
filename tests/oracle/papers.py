"""Papers as they are read: every template from its sample, every kind from a case of the replay."""

import json
import re
from pathlib import Path

from tests.oracle import browsing, doors, pdftext
from tests.oracle.masks import Masks, plain

READER = "thanhtra"  # the inspector, who sees every case of the province
# The code at the foot is drawn anew, and its letters decide where the line after it breaks.
FOOT = re.compile(r"(Mã kiểm tra:\s)\w{12}\.(.*?hay không\.)", re.DOTALL)
FOOT_OF_A_FORM = re.compile(r"^Mẫu số \d\d, Thông tư .*?chữ ký số\.", re.DOTALL | re.MULTILINE)


def words(pdf: bytes) -> str:
    """The text of a PDF, line by line."""
    said = FOOT.sub(_foot, pdftext.words(pdf))
    said = FOOT_OF_A_FORM.sub(lambda foot: " ".join(foot[0].split()), said)
    return plain(said.splitlines())


def _foot(found: re.Match[str]) -> str:
    return f"{found[1]}<document>. {' '.join(found[2].split())}"


def record_templates(folder: Path) -> None:
    """Every form and every result template, drawn from the facts of its sample on one day."""
    for sample in sorted(doors.PAPER_SAMPLES.glob("*.json")):
        template, facts = sample.stem.replace("_", "/"), json.loads(sample.read_text())
        said = words(doors.typeset(template, facts, doors.OPENING.date()))
        browsing.written(folder, f"{sample.stem}.txt", said, Masks())


def record_cases(var: Path, folder: Path, clock: doors.Clock) -> None:
    """The first case of the replay for each form and each template of a result, as it is read."""
    masks, reader = Masks(var), browsing.official(clock, READER)
    asked = {
        f"form {name}": doors.desk_paper(reference, public_id)
        for name, reference, public_id, _pk in doors.rows(var, doors.FORMS)
    }
    asked |= {
        f"result {template}": doors.desk_result(reference)
        for template, reference, _pk in doors.rows(var, doors.RESULTS)
    }
    for address in asked.values():
        reader.get(address)
    doors.run_jobs()
    for name, address in asked.items():
        answer = reader.get(address)
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        said = words(b"".join(answer.streaming_content))
        browsing.written(folder, f"{re.sub(r'[ /]', '-', name)}.txt", said, masks)
