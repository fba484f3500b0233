"""What is known of the person in whose name a dossier stands, and may be corrected."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

OWNER = "@owner"  # the section of what is said of the owner; no form has a section of this code


class Named(TextChoices):
    """The lines of the owner's block that an official may put right, in the order of the page."""

    FULL_NAME = "full_name", _("Họ và tên")
    IDENTITY_NUMBER = "identity_number", _("Số giấy tờ")
    PHONE = "phone", _("Điện thoại")
    EMAIL = "email", _("Thư điện tử")
