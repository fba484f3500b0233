"""`make check` asks that every text is in the English catalogue; `--write` brings it up to date."""

import gettext
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from django.core.management.commands import makemessages
from django.test.utils import override_settings

from hoaban.config import setup

ROOT = Path(__file__).parent.parent
CATALOGUE = ROOT / "hoaban/ui/locale/en/LC_MESSAGES/django.po"
ACCOUNTS = ROOT / "hoaban/faces/portal/locale/vi/LC_MESSAGES/django.po"
OUTSIDE = ["locale", ".venv", "var", "tests", "bench", "docs", "deploy", "content", "node_modules"]
HEADER = """\
# English of the interface: the Vietnamese texts of code and templates, said as public services do.
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""


class Extraction(makemessages.Command):
    """Django's, without guesses: a changed text waits for a translator.

    Words that pure rules and tables of wiring hold are marked by the call they stand in.
    """

    xgettext_options = [
        *makemessages.Command.xgettext_options,
        "--keyword=line:2",
        "--keyword=NotWellFormed:1",
        "--keyword=DocumentEmpty:1",
        "--keyword=Recurring:1",
    ]
    msgmerge_options = ["-q", "--backup=none", "--update", "--no-fuzzy-matching"]


def extracted(folder: Path, *, start: Path | None = None) -> Path:
    """A catalogue of today's texts in `folder`, with the translations that `start` knows."""
    target = folder / "en" / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True)
    if start and start.exists():
        shutil.copy(start, target)
    with override_settings(LOCALE_PATHS=[folder]):
        call_command(
            Extraction(stdout=io.StringIO()),
            locale=["en"],
            ignore_patterns=OUTSIDE,
            no_wrap=True,
            no_obsolete=True,
            add_location="file",
            verbosity=0,
        )
    body = target.read_text(encoding="utf-8").partition("\n\n")[2]
    target.write_text(f"{HEADER}\n{body}", encoding="utf-8")
    return target


def compiled(source: Path, target: Path) -> None:
    """The catalogue as programs read it; a placeholder that differs stops here."""
    subprocess.run(["msgfmt", "--check-format", "-o", target, source], check=True)


def texts(path: Path, *which: str) -> set[str]:
    """The msgids of a catalogue that `msgattrib` selects."""
    command = ["msgattrib", "--no-wrap", *which, str(path)]
    shown = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    entries = shown.partition("\n\n")[2].split("\n\n")
    found = [re.search(r'^msgid ((?:".*"\n?)+)', entry, re.MULTILINE) for entry in entries]
    return {"".join(re.findall(r'"(.*)"', match[1])) for match in found if match}


def known(path: Path) -> dict[object, object]:
    with path.open("rb") as stream:
        catalogue = gettext.GNUTranslations(stream)
    return dict(vars(catalogue)["_catalog"])


def complaints(folder: Path) -> list[str]:
    """What keeps the catalogue from being whole."""
    here, there = texts(extracted(folder)), texts(CATALOGUE)
    told = [f"not in the catalogue: {text}" for text in sorted(here - there)]
    told += [f"no longer said anywhere: {text}" for text in sorted(there - here)]
    for which in ("untranslated", "only-fuzzy"):
        told += [f"{which}: {text}" for text in sorted(texts(CATALOGUE, f"--{which}"))]
    for source in (CATALOGUE, ACCOUNTS):
        fresh = folder / "fresh.mo"
        compiled(source, fresh)
        if known(fresh) != known(source.with_suffix(".mo")):
            told.append(f"not compiled since it changed: {source.relative_to(ROOT)}")
    return told


def main(arguments: list[str]) -> int:
    if not shutil.which("msgattrib"):
        sys.stderr.write("Missing: gettext (Debian 12: apt-get install gettext)\n")
        return 1
    setup()
    django.setup()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "--write" in arguments:
            shutil.copy(extracted(folder, start=CATALOGUE), CATALOGUE)
            for source in (CATALOGUE, ACCOUNTS):
                compiled(source, source.with_suffix(".mo"))
            waiting = sorted(texts(CATALOGUE, "--untranslated"))
            told = [f"untranslated: {text}" for text in waiting]
        else:
            told = complaints(folder)
    sys.stdout.writelines(f"{line}\n" for line in told)
    return 1 if told and "--write" not in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
