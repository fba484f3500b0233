"""`{% load ui %}`: every component and every way of writing a date or a figure, each once."""

from django.template import Library

from hoaban.ui import dates, numerals
from hoaban.ui.parts import blocks, buttons, fields, figures, formatting, lists

register = Library()
for part in (blocks, buttons, fields, figures, formatting, lists):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)

for plain in (
    dates.day,
    dates.month,
    dates.weekday,
    dates.long_day,
    dates.clock_time,
    dates.moment,
    numerals.number,
    numerals.percent,
    numerals.money,
    numerals.millions,
    numerals.size,
    numerals.masked,
    numerals.phone,
):
    register.filter(plain.__name__, plain)
