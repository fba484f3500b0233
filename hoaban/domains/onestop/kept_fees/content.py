"""What of a fee is kept when a dossier ends, as content: `refunds.csv` of the province."""

from hoaban.domains.onestop.kept_fees import queries
from hoaban.engines.content.kinds import Kind

KINDS = [
    Kind(
        "refunds",
        lambda: [one for one in [queries.path()] if one.exists()],
        lambda: list(queries.kept_shares().problems),
    )
]
