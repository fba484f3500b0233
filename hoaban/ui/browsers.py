"""What a browser is called by people, from what it says of itself to machines."""

import re

# The first that fits: browsers that are built on another one name it too.
BROWSERS = (
    ("Cốc Cốc", r"coc_coc_browser"),
    ("Zalo", r"\bZalo\b"),
    ("Edge", r"\bEdgA?(iOS)?/"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Opera", r"\bOP(R|T|X)/|Opera"),
    ("UC Browser", r"UCBrowser"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/"),
    ("Safari", r"Safari/"),
)
MACHINES = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("Mac", r"Macintosh|Mac OS X"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"Linux"),
)
LONGEST = 40  # letters of what fits nothing known


def named(said: str) -> str:
    """`Chrome, Android`; of what is not known its beginning."""
    found = (_first(BROWSERS, said), _first(MACHINES, said))
    return ", ".join(one for one in found if one) or said[:LONGEST]


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, said)), "")
