"""Bring the tables up to this version."""

import argparse

from django.core.management import call_command

SUMMARY = "bring the database's tables up to this version"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(_options: argparse.Namespace) -> int:
    call_command("migrate", interactive=False)
    return 0
