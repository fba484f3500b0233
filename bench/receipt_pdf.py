"""A receipt to PDF: typst with the compiler kept, against WeasyPrint for the same page.

Both sides start from the same facts and end with the bytes of a PDF/A with embedded fonts of the
same family, tagged on our side. The words on both pages are compared. WeasyPrint is no part of the
house: it is installed into `.bench/`; where it cannot be, the measure says so.
"""

import json
import subprocess
import sys
import venv
from datetime import date
from html import escape
from pathlib import Path

import segno

from bench import house, measuring  # noqa: F401 - house: the apps are ready before the models
from hoaban.engines.typesetting import letters, papers

LIMIT = 3.0
ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "hoaban/engines/typesetting/tests/papers/01-2018-TT-VPCP_01.json"
FORM = "01-2018-TT-VPCP/01"
ON = date(2020, 3, 30)
WORKER = """
import sys, weasyprint
from weasyprint.text.fonts import FontConfiguration
page, fonts = sys.stdin.buffer.readline(), FontConfiguration()
page = open(page.decode().strip(), encoding="utf-8").read()
css = weasyprint.CSS(string=open(sys.argv[1], encoding="utf-8").read(), font_config=fonts)
for line in sys.stdin.buffer:
    for _ in range(int(line)):
        pdf = weasyprint.HTML(string=page).write_pdf(
            stylesheets=[css], font_config=fonts, pdf_variant="pdf/a-3b")
    sys.stdout.buffer.write(b"%d\\n" % len(pdf) + pdf)
    sys.stdout.buffer.flush()
"""
STYLE = """
@page { size: A5; margin: 11mm 11mm 14mm 15mm }
@font-face { font-family: "Liberation Serif"; src: url("file://FONTS/LiberationSerif-Regular.ttf") }
@font-face { font-family: "Liberation Serif"; font-weight: bold;
  src: url("file://FONTS/LiberationSerif-Bold.ttf") }
@font-face { font-family: "Liberation Serif"; font-style: italic;
  src: url("file://FONTS/LiberationSerif-Italic.ttf") }
body { font: 10.5pt "Liberation Serif"; text-align: justify }
h1 { font-size: 12pt; text-align: center; text-transform: uppercase }
.head { display: flex; justify-content: space-between; text-align: center }
table { border-collapse: collapse; width: 100% } td, th { border: 0.5pt solid; padding: 3pt }
p { margin: 3pt 0 } svg { width: 16mm; height: 16mm }
"""
BATCH = 5


def reference_page(facts: dict[str, object], words: str) -> str:
    """The same words, the same table and the same QR code as HTML."""
    rows = "".join(f"<p>{escape(line)}</p>" for line in words.splitlines() if line.strip())
    parts = facts["components"]
    assert isinstance(parts, list)
    table = "".join(
        f"<tr><td>{n}</td><td>{escape(one['name'])}</td><td>{one['originals']}</td>"
        f"<td>{one['certified']}</td><td>{one['copies']}</td></tr>"
        for n, one in enumerate(parts, 1)
    )
    code = segno.make(str(facts["code"]), micro=False).svg_inline(border=1)
    return (
        f"<html lang=vi><head><title>{escape(str(facts['code']))}</title></head><body>"
        f"<h1>Giấy tiếp nhận hồ sơ và hẹn trả kết quả</h1>{code}"
        f"{rows}<table>{table}</table></body></html>"
    )


def weasyprint() -> Path | None:
    """The interpreter of `.bench/` with WeasyPrint, or None where it cannot be had."""
    place = ROOT / ".bench"
    python = place / "bin" / "python"
    if not python.exists():
        venv.create(place, with_pip=True)
        install = [str(python), "-m", "pip", "install", "-q", "weasyprint"]
        subprocess.run(install, check=False, capture_output=True)
    found = subprocess.run(
        [str(python), "-c", "import weasyprint"], check=False, capture_output=True
    )
    return python if found.returncode == 0 else None


def run() -> dict[str, object]:
    facts = json.loads(SAMPLE.read_text())
    python = weasyprint()
    name: dict[str, object] = {
        "name": "receipt to PDF: typst against WeasyPrint",
        "limit": f"at least {LIMIT:.0f}",
    }
    if python is None:
        return name | {"verdict": "not measured", "why": "WeasyPrint or its Pango is not here"}
    return name | _compare(facts, python)


def _compare(facts: dict[str, object], python: Path) -> dict[str, object]:
    ours = papers.typeset(FORM, facts, on=ON)
    words = _text(ours)
    page, style = ROOT / ".bench/page.html", ROOT / ".bench/page.css"
    page.write_text(reference_page(facts, words))
    style.write_text(STYLE.replace("FONTS", str(letters.FONTS)))
    command = [str(python), "-c", WORKER, str(style)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        assert worker.stdin
        assert worker.stdout
        worker.stdin.write(f"{page}\n".encode())

        def reference() -> bytes:
            assert worker.stdin
            assert worker.stdout
            worker.stdin.write(f"{BATCH}\n".encode())
            worker.stdin.flush()
            return worker.stdout.read(int(worker.stdout.readline()))

        theirs = reference()
        ratios = measuring.ratio(
            lambda: [papers.typeset(FORM, facts, on=ON) for _ in range(BATCH)], reference
        )
        worker.stdin.close()
    missing = set(words.split()) - set(_text(theirs).split())
    return {
        "equal": not missing,
        "ratio": str(ratios),
        "milliseconds": round(ratios.product_seconds / BATCH * 1e3, 2),
        "milliseconds_reference": round(ratios.reference_seconds / BATCH * 1e3, 2),
        "bytes": [len(ours), len(theirs)],
        "verdict": measuring.verdict(ratios, LIMIT) if not missing else measuring.SHORT,
    }


def _text(pdf: bytes) -> str:
    """The words of a PDF, in reading order."""
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


if __name__ == "__main__":
    print(json.dumps(run(), indent=1, ensure_ascii=False), file=sys.stdout)
