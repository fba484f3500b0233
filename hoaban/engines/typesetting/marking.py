"""Prints across the pages of a file that what it says holds no more."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO

import pikepdf

from hoaban.engines.typesetting import papers

MARK = pikepdf.Name.HoabanMark


def marked(pdf: bytes, template: str, facts: Mapping[str, object], *, on: date) -> bytes:
    """A copy of a PDF with the page of a template printed over each of its pages.

    What is signed stays with the file that is kept: in the copy a seal is a picture and no
    signature is left, since none would fit it.
    """
    made = BytesIO()
    over = papers.typeset(template, facts, on=on)
    with pikepdf.open(BytesIO(pdf)) as copy, pikepdf.open(BytesIO(over)) as mark:
        drawing = copy.copy_foreign(mark.pages[0].as_form_xobject())
        copy.flatten_annotations("print")
        for page in copy.pages:
            if "/Annots" in page.obj:
                del page.obj["/Annots"]
            name = page.add_resource(drawing, pikepdf.Name.XObject, MARK)
            place = page.calc_form_xobject_placement(
                drawing, name, pikepdf.Rectangle(page.trimbox), invert_transformations=True
            )
            page.contents_add(b"q\n", prepend=True)
            page.contents_add(b"\nQ\n" + place)
        for signing in ("/AcroForm", "/Perms", "/DSS"):
            if signing in copy.Root:
                del copy.Root[signing]
        copy.save(made, deterministic_id=True)
    return made.getvalue()
