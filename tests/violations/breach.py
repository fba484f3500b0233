"""What a deliberate violation is, and where most of them are committed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Breach:
    """One edit and the check that must notice it.

    Without `old`, `new` is added at the end of the file (which need not exist); `says` are words in
    the check's output that prove it turned red for this reason.
    """

    name: str
    check: str
    path: str
    new: str
    says: str
    old: str = ""

    def applied(self, text: str) -> str:
        if self.old:
            return text.replace(self.old, self.new, 1)
        return f"{text}\n{self.new}\n"


HOUSE = "pytest tests/architecture/"
DOMAINS = "hoaban/domains/"
RULES = f"{DOMAINS}documents/rules.py"
PORTAL = f"{DOMAINS}procedures/leaflets/templates/procedures/portal/find.html"
