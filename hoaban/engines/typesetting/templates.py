"""The templates of papers: where they lie, and which version stands now."""

import hashlib
import re
from pathlib import Path

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFilesByKey
from hoaban.core.refusals import Refusal


class UnknownTemplate(Refusal):
    """Không có mẫu văn bản “{template}”.

    documents.layout
    """


def folder() -> Path:
    """Where the country's paper templates lie."""
    return folders.country() / "papers"


def template_path(template: str) -> Path:
    """The file of a template (`giay-xac-nhan`, `01-2018-TT-VPCP/01`). Refuses UnknownTemplate."""
    path = (folder() / f"{template}.typ").resolve()
    if not path.is_relative_to(folder().resolve()) or not path.is_file():
        raise UnknownTemplate(template=template)
    return path


def is_template(template: str) -> bool:
    """Whether there is such a template."""
    try:
        return template_path(template).is_file()
    except UnknownTemplate:
        return False


BUILDS_ON = re.compile(r'#(?:import|include)\s+"([^"]+)"')


def template_version(template: str) -> str:
    """A digest of the template and of all that it builds on: 16 hexadecimal digits."""
    return _versions.get(template)


def sources(template: str) -> dict[str, str]:
    """The texts of a template and of all that it builds on, by path below the templates' folder.

    Whoever keeps them can have the paper drawn when the template has become another one.
    """
    found: dict[str, str] = {}
    wanted = [template_path(template)]
    while wanted:
        path = wanted.pop()
        name = path.relative_to(folder().resolve()).as_posix()
        if name not in found:
            found[name] = path.read_text(encoding="utf-8")
            wanted += [_built_on(path, one) for one in BUILDS_ON.findall(found[name])]
    return found


def _built_on(path: Path, named: str) -> Path:
    root = folder() if named.startswith("/") else path.parent
    return (root / named.lstrip("/")).resolve()


def _read_version(template: str) -> str:
    digest = hashlib.sha256()
    for name, text in sorted(sources(template).items()):
        digest.update(f"{name}\x00{text}\x00".encode())
    return digest.hexdigest()[:16]


_versions = KeptFilesByKey(lambda: sorted(folder().rglob("*.typ")), _read_version)
