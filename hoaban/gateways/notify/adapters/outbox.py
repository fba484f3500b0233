"""Sends into a table that people can see, instead of a telephone company."""

from hoaban.core import clock
from hoaban.gateways.notify.contract import Message
from hoaban.gateways.notify.models import Channel, SentMessage


class OutboxAdapter:
    """One row a channel, in the caller's transaction: what is rolled back was never sent."""

    def send(self, message: Message) -> None:
        ways = ((Channel.PHONE, message.to.phone), (Channel.EMAIL, message.to.email))
        now = clock.machine_now()
        rows = [
            SentMessage(
                to=message.to.reference,
                channel=channel,
                address=address,
                subject=message.subject,
                body=message.body,
                about=message.about,
                template=message.template,
                at=message.at,
                sent_at=now,
                key=message.key,
            )
            for channel, address in ways
            if address
        ]
        SentMessage.objects.bulk_create(rows, ignore_conflicts=bool(message.key))
