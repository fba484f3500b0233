"""The first administrator of an installation, or a new password for one who lost it."""

import argparse
import sys
from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from hoaban.core import clock
from hoaban.core.accounts import actions as accounts
from hoaban.core.accounts import rules as accounts_rules
from hoaban.core.language import text
from hoaban.core.people import actions, actors, agencies, queries
from hoaban.core.people.models import Person
from hoaban.core.people.roles import Role

SUMMARY = "make an administrator, or give one a new password (shown once)"
TITLE = "Quản trị hệ thống"
PASSWORD_LENGTH = 16


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("username", help="for the sign-in, such as lo-thi-ban")
    parser.add_argument("--name", default="", help="full name, of a new administrator")
    parser.add_argument("--agency", default="", help="its code, of a new administrator: so-tttt")


def run(options: argparse.Namespace) -> int:
    at = clock.now()
    try:
        password = admitted(options.username, options.name, options.agency, at=at)
    except agencies.NoAgencyThatDay as refusal:
        living = (row for row in agencies.at(clock.day(at)).values() if row.level == "province")
        print(
            refusal,
            *(f"  {row.code:<12} {text(row.name)}" for row in living),
            sep="\n",
            file=sys.stderr,
        )
        return 1
    print(f"{options.username} / {password}")
    return 0


@transaction.atomic
def admitted(username: str, full_name: str, agency: str, *, at: datetime) -> str:
    """The password drawn for an administrator, who is made unless there is one of that name.

    Refuses UsernameTaken where the name is somebody's who administers nothing, NotWellFormed for a
    new one without a full name, NoAgencyThatDay.
    """
    by = actors.system("operator")
    person = queries.administrator(username, clock.day(at)) or _made(
        username, full_name, agency, at=at
    )
    password = get_random_string(PASSWORD_LENGTH, accounts_rules.READABLE)
    accounts.set_password(person.pk, password=password, by=by, at=at, is_first=True)
    return password


def _made(username: str, full_name: str, agency: str, *, at: datetime) -> Person:
    today = clock.day(at)
    post = {
        "agency": agencies.row(agency, today),
        "role": Role.ADMINISTRATOR,
        "title": TITLE,
        "valid_from": today,
    }
    by = actors.system("operator")
    return actions.keep_official(username=username, full_name=full_name, post=post, by=by, at=at)
