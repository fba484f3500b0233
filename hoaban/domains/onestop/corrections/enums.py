"""What is known of the person in whose name a dossier stands, and may be corrected."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# The sections of what is said of the owner and of whoever files for them; no form has such codes.
OWNER, SUBMITTER = "@owner", "@submitter"
BLOCKS = {"owner": OWNER, "submitter": SUBMITTER}  # the blocks of a dossier
CONTACT = ("phone", "email")  # the ways by which news goes


class Named(TextChoices):
    """The lines of the owner's block that an official may put right, in the order of the page."""

    FULL_NAME = "full_name", _("Họ và tên")
    IDENTITY_NUMBER = "identity_number", _("Số giấy tờ")
    PHONE = "phone", _("Điện thoại")
    EMAIL = "email", _("Thư điện tử")
