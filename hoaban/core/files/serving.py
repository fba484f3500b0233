"""Hand a file to a browser so that it can do no harm there."""

from django.http import FileResponse

from hoaban.core.files import kinds, queries
from hoaban.core.files.models import Use

SHOWN = frozenset({kinds.PDF, kinds.JPEG, kinds.PNG})
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def http_response(use: Use, *, inline: bool = False) -> FileResponse:
    """Stream a clean file under its Vietnamese name (RFC 5987). Refuses as `queries.open`.

    `inline` shows PDF and pictures in the browser, of a PDF with faults its mended copy; every
    other kind is saved whatever is asked, and what is saved is as it came.
    Who may see it has been asked before.
    """
    shown = inline and use.kind in SHOWN
    response = FileResponse(
        queries.open(use, mended=shown),
        as_attachment=not shown,
        filename=use.name,
        content_type=use.kind,
    )
    blob = (use.blob.mended if shown else None) or use.blob
    response["ETag"], response["Accept-Ranges"] = f'"{blob.sha256}"', "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # A browser's own PDF viewer does not start in a sandbox.
    response["Content-Security-Policy"] = (
        f"{_NOTHING}; object-src 'self'" if use.kind == kinds.PDF else f"{_NOTHING}; sandbox"
    )
    return response
