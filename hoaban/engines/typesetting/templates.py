"""The templates of papers: where they lie, and which version stands now."""

import hashlib
from pathlib import Path

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFilesByKey
from hoaban.core.refusals import Refusal


class UnknownTemplate(Refusal):
    """Không có mẫu văn bản «{template}».

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


def template_version(template: str) -> str:
    """A digest of the template and of what templates build on: 16 hexadecimal digits."""
    return _versions.get(template)


def _read_version(template: str) -> str:
    digest = hashlib.sha256(template_path(template).read_bytes())
    for library in sorted(folder().rglob("_*.typ")):
        digest.update(library.read_bytes())
    return digest.hexdigest()[:16]


_versions = KeptFilesByKey(lambda: sorted(folder().rglob("*.typ")), _read_version)
