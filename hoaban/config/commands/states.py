"""Draw the state table of a dossier: who may do what, from where, leading where, by which acts."""

import argparse
from datetime import date

from hoaban.casework.cases.enums import Part
from hoaban.domains.onestop.casefile.acts import TABLE
from hoaban.domains.onestop.dossiers import states as dossiers
from hoaban.domains.onestop.dossiers.enums import State, Who
from hoaban.domains.onestop.provisions import queries as provisions
from hoaban.engines.law import lookup as law

SUMMARY = "print the state table of a dossier, as docs/states.md has it"
OFFICE = {
    Who.CLERK: "cán bộ một cửa",
    Who.SPECIALIST: "chuyên viên",
    Who.LEADER: "lãnh đạo",
    Who.CITIZEN: "công dân",
    Who.PARTNER: "hệ thống đối tác",
    Who.SYSTEM: "hệ thống",
}
HEAD = """# States of a dossier

Drawn by `hoaban states` from the table in the code; a test fails when this page is older than it.
The business state stands here; clock, money and delivery are states of their own.
"""
UNSEEN = """An article with a star is believed: its text was not seen yet.
"""


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(_options: argparse.Namespace) -> int:
    print(drawn(), end="")
    return 0


def drawn() -> str:
    """The whole page: a table of states, a table of actions, and the ways in plain text."""
    parts = [
        HEAD,
        "## States\n",
        _states(),
        "## Actions\n",
        _actions(),
        UNSEEN,
        "## Ways\n",
        _ways(),
    ]
    return "\n".join(parts)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _states() -> str:
    rows = [[f"`{s.value}`", str(s.label), f"`{dossiers.clock_of(s).value}`"] for s in State]
    return _table(["State", "In Vietnamese", "Clock"], rows)


def _actions() -> str:
    """One column of law for each act that ruled the one-stop mechanism in its time."""
    days = provisions.days_of_acts()
    rows = [
        [
            f"`{line.act}`",
            line.words,
            ", ".join(f"`{s.value}`" for s in State if s in line.sources),
            f"`{line.target}`" if line.target else "stays",
            ", ".join(words for who, words in OFFICE.items() if who in line.who) + _of(line.part),
            *(_article(line.topic, day) for day in days.values()),
        ]
        for line in TABLE.values()
    ]
    return _table(["Action", "In Vietnamese", "From", "To", "Who", *days], rows)


def _of(part: str) -> str:
    """Of which agency, where it is not one that answers for the dossier."""
    return f" ({Part(part).label.lower()})" if part else ""


def _article(topic: str, on: date) -> str:
    found = law.article(topic, on, "vi")
    return f"{found.words} *" if found.is_doubtful else found.words


def _ways() -> str:
    """Each state with the arrows that leave it."""
    lines = []
    for state in State:
        lines.append(state.value)
        leaving = [t for t in TABLE.values() if t.target and state in t.sources]
        lines += [f"  --{t.act}--> {t.target}" for t in leaving if t.target]
    return "\n".join(["```text", *lines, "```"]) + "\n"
