"""Messages that were sent, as a person reads them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    PHONE = "phone", _("Tin nhắn điện thoại")
    EMAIL = "email", _("Thư điện tử")


class SentMessage(models.Model):
    """One message over one channel. `address` is blanked with the body when its time has passed."""

    to = models.CharField(max_length=80)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    template = models.CharField(max_length=60)
    at = models.DateTimeField()  # business time
    sent_at = models.DateTimeField()  # machine time
    key = models.CharField(max_length=120, blank=True)
    blanked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "channel"],
                condition=~Q(key=""),
                name="a_message_is_sent_once_a_channel",
            ),
        ]
        indexes = [models.Index(fields=["at"], name="messages_by_time")]

    def __str__(self) -> str:
        return f"{self.template} {self.to} {self.channel}"

    @property
    def masked(self) -> str:
        """The address as lists show it: the last three of a number, the first letter of a name."""
        if self.channel == Channel.PHONE:
            return "•" * max(len(self.address) - 3, 0) + self.address[-3:]
        name, _at, host = self.address.partition("@")
        return f"{name[:1]}•••@{host}" if host else ""
