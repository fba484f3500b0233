"""The measures run inside the house: settings and apps are ready once this is imported."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoaban.config.settings")
django.setup()
