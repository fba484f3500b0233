"""Joins pages that were drawn apart, to be printed in one go."""

from collections.abc import Iterable
from io import BytesIO

import pikepdf


def joined(pdfs: Iterable[bytes]) -> bytes:
    """One PDF with the pages of several, in their order.

    What is signed stays with the files: here a seal is a picture and no signature is left.
    """
    whole = BytesIO()
    with pikepdf.new() as made:
        for pdf in pdfs:
            with pikepdf.open(BytesIO(pdf)) as part:
                part.flatten_annotations("print")
                for page in part.pages:
                    if "/Annots" in page.obj:
                        del page.obj["/Annots"]
                    made.pages.append(page)
        made.save(whole)
    return whole.getvalue()
