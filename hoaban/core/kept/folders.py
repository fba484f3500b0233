"""Where content lies: the country's folder and the province's, chosen by settings."""

from pathlib import Path

from django.conf import settings


def country() -> Path:
    """The folder of what holds in the whole country (HOABAN_COUNTRY under `content/`)."""
    return Path(settings.CONTENT) / settings.HOABAN_COUNTRY


def province() -> Path:
    """The folder of the province (HOABAN_PROVINCE under `content/`, or any path)."""
    return Path(settings.CONTENT) / settings.HOABAN_PROVINCE
