"""The deliberate violations of `make breaches`: at least one for each check of the house."""

from tests.violations.behaviour import CHANGES, LAW, PAGES
from tests.violations.breach import Breach
from tests.violations.decisions import DECISIONS
from tests.violations.follow_up import MUTATIONS
from tests.violations.structure import IMPORTS, ROOMS, STYLE

BREACHES = [*IMPORTS, *STYLE, *ROOMS, *CHANGES, *LAW, *PAGES, *MUTATIONS, *DECISIONS]

__all__ = ["BREACHES", "Breach"]
