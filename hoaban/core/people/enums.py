"""The names of what happens to people, posts, agencies and partner systems."""

from enum import StrEnum


class Event(StrEnum):
    """Journal events of this room."""

    PERSON_KEPT = "people.kept"
    RENAMED = "people.renamed"
    VIEWED = "people.viewed"
    PASSWORD_SET = "people.password_set"  # noqa: S105 - the name of an event
    LANGUAGE_CHOSEN = "people.language_chosen"
    PHONE_SET = "people.phone_set"
    REGISTERED = "people.registered"
    APPOINTED = "people.appointed"
    POST_ENDED = "people.post_ended"
    DELEGATED = "people.delegated"
    DELEGATION_ENDED = "people.delegation_ended"
    PARTNER_REGISTERED = "people.partner_registered"
    PARTNER_REVOKED = "people.partner_revoked"
