"""Hand a file to a browser so that it can do no harm there."""

import hashlib
import io

from django.http import FileResponse

from hoaban.core.files import kinds, queries
from hoaban.core.files.models import Use

SHOWN = frozenset({kinds.PDF, kinds.JPEG, kinds.PNG})
_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def http_response(use: Use, *, inline: bool = False, copy: bytes | None = None) -> FileResponse:
    """Stream a clean file under its Vietnamese name (RFC 5987). Refuses as `queries.open`.

    `inline` shows PDF and pictures in the browser, of a PDF with faults its mended copy; every
    other kind is saved whatever is asked, and what is saved is as it came.
    A `copy` is given under the name of the file instead of it.
    Who may see it has been asked before.
    """
    shown = inline and use.kind in SHOWN
    response = FileResponse(
        queries.open(use, mended=shown) if copy is None else io.BytesIO(copy),
        as_attachment=not shown,
        filename=use.name,
        content_type=use.kind,
    )
    blob = (use.blob.mended if shown else None) or use.blob
    digest = blob.sha256 if copy is None else hashlib.sha256(copy).hexdigest()
    response["ETag"], response["Accept-Ranges"] = f'"{digest}"', "bytes"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    # A browser's own PDF viewer does not start in a sandbox.
    response["Content-Security-Policy"] = (
        f"{_NOTHING}; object-src 'self'" if use.kind == kinds.PDF else f"{_NOTHING}; sandbox"
    )
    return response
