"""How the one-stop shop of an agency is reached on a day: telephone, e-mail, place."""

from datetime import date
from pathlib import Path

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.engines.content.shapes import Dated, Found, Yes, table


class Contact(Dated):
    """A line of the province's `contacts.csv`; without an agency it holds for all that have none.

    `address` is where the shop sits. `illustrative` marks what was made up.
    """

    agency: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    illustrative: Yes = False
    note: str = ""


SAID = ("phone", "email", "address")


def path() -> Path:
    """The province's table; it need not be there."""
    return folders.province() / "contacts.csv"


def read() -> Found[Contact]:
    """The lines of the table, and what is wrong in it."""
    return table(path(), Contact, key=("agency", "valid_from"))


_lines = KeptFiles(lambda: [path()], lambda: read().all() if path().exists() else [])


def contact(agency_code: str, on: date) -> Contact:
    """How the shop of an agency is reached on a day; what its own line leaves out, the line of all
    says.
    """
    own, of_all = _line(agency_code, on), _line("", on)
    said = {name: getattr(own, name) or getattr(of_all, name) for name in SAID}
    return own.model_copy(update=said)


def _line(agency_code: str, on: date) -> Contact:
    living = [
        line
        for line in _lines.get()
        if line.agency == agency_code
        and line.valid_from <= on
        and (line.valid_to is None or on < line.valid_to)
    ]
    last = max(living, key=lambda line: line.valid_from, default=None)
    return last or Contact.model_construct(valid_from=on)
