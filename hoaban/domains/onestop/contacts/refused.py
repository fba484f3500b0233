"""Refusals of where news of a dossier goes."""

from hoaban.core.refusals import Refusal


class ContactUnchanged(Refusal):
    """Số điện thoại và thư điện tử nhận tin của hồ sơ {code} vẫn như cũ.

    declaration.correction
    """
