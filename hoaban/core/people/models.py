"""Persons, posts, agencies and areas; all but persons live from day to day, `[from, to)`."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hoaban.core.language import Texts, text
from hoaban.core.people import titles
from hoaban.core.people.roles import Role, Standing, standing


def _dated(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
        name=f"a_{table}_ends_after_it_begins",
    )


class Area(models.Model):
    """A version of an administrative unit (province, district, commune). A code alone is no key."""

    code = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)  # tinh, thanh_pho, thi_xa, huyen, phuong, thi_tran, xa
    level = models.CharField(max_length=12)  # province, district, commune
    parent_code = models.CharField(max_length=8, blank=True)
    aliases = models.JSONField(default=list)
    search_text = models.CharField(max_length=240)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="an_area_begins_once_a_day"
            ),
            _dated("area"),
        ]
        ordering = ["code", "valid_from"]

    def __str__(self) -> str:
        return self.name


class AreaChange(models.Model):
    """A unit merged into, or became, another on a day (`act` is the resolution)."""

    old_code = models.CharField(max_length=8)
    new_code = models.CharField(max_length=8)
    on = models.DateField()
    act = models.CharField(max_length=80, blank=True)
    clause = models.CharField(max_length=80, blank=True)
    is_illustrative = models.BooleanField(default=False)  # not seen in a text; `note` says why
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["old_code", "on"], name="an_area_changes_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} -> {self.new_code} {self.on}"


class Agency(models.Model):
    """A version of an agency. Foreign keys elsewhere name the version row of the day.

    `code` is our own stable id (`so-tp`). `official_code` is the electronic identifier where it
    is known; where it is empty, `code` stands in its place and pages call it provisional.
    """

    code = models.CharField(max_length=64)
    name = Texts()
    short_name = Texts()  # in every language that `name` has
    abbreviation = models.CharField(max_length=32, blank=True)  # part of a document number
    kind = models.CharField(max_length=32)
    level = models.CharField(max_length=12)  # province, district, commune, central
    area_code = models.CharField(max_length=8, blank=True)
    parent_code = models.CharField(max_length=64, blank=True)
    official_code = models.CharField(max_length=32, blank=True)
    note = models.CharField(max_length=240, blank=True)
    takes_part = models.BooleanField(default=False)  # in the one-stop statistics
    aliases = models.JSONField(default=list)
    search_text = models.CharField(max_length=400)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="an_agency_begins_once_a_day"
            ),
            _dated("agency"),
        ]
        ordering = ["code", "valid_from"]

    def __str__(self) -> str:
        return text(self.name)

    @property
    def shown(self) -> str:
        """Its short name in the reader's language."""
        return text(self.short_name)

    @property
    def shown_in_full(self) -> str:
        """Its name in the reader's language."""
        return text(self.name)


class AgencyChange(models.Model):
    """Who answers for an agency from a day on; with a `field`, whose its open cases are in it.

    `by_area`: its open cases go to the commune of their area; `new_code` has those without one.
    """

    old_code = models.CharField(max_length=64)
    new_code = models.CharField(max_length=64)
    on = models.DateField()
    field = models.CharField(max_length=64, blank=True)  # code of a field of procedures
    by_area = models.BooleanField(default=False)
    act = models.CharField(max_length=80, blank=True)
    is_illustrative = models.BooleanField(default=False)  # not seen in a text; `note` says why
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["old_code", "on", "field"], name="an_agency_changes_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} -> {self.new_code} {self.on}"


FORMER_PHONES = 5  # a dossier that was filed with an older one is long over


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Anyone who signs in: a citizen with an account, an official with posts, or both.

    `public_id` is what addresses and the journal carry.
    """

    public_id = models.CharField(max_length=16, unique=True)
    username = models.CharField(max_length=80, unique=True)
    full_name = models.CharField(max_length=120)
    search_text = models.CharField(max_length=160, db_index=True)
    sort_key = models.CharField(max_length=320, blank=True)  # given name first, Vietnamese order
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    phone_confirmed = models.BooleanField(default=False)
    # Numbers confirmed before this one, the last first: what was declared with one follows.
    former_phones = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=5, default="vi")
    is_active = models.BooleanField(default=True)
    is_synthetic = models.BooleanField(default=False)
    blanked_at = models.DateTimeField(null=True)
    password_is_first = models.BooleanField(default=False)  # somebody else drew it: change it first
    # Which keeper drew a password for this account last, and when; nobody where the machine did.
    password_drawn_by = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    password_drawn_at = models.DateTimeField(null=True)
    # When a second person, or an authenticator app known before, vouched who holds it since.
    password_confirmed_at = models.DateTimeField(null=True)
    password_had_factor = models.BooleanField(default=False)  # such an app stood behind it then

    vouched = (
        "public_id", "username", "full_name", "phone", "phone_confirmed", "is_active", "blanked_at",
        "password_drawn_by_id", "password_drawn_at", "password_confirmed_at",
        "password_had_factor",
    )  # fmt: skip

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phone"],
                condition=Q(phone_confirmed=True) & ~Q(phone=""),
                name="a_confirmed_phone_belongs_to_one_person",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="people_in_vietnamese_order"),
            models.Index(
                fields=["password_drawn_at", "id"],
                condition=Q(password_drawn_by__isnull=False),
                name="passwords_that_a_keeper_drew",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    @property
    def own_number(self) -> str:
        """The telephone number that this person has confirmed; empty where none is."""
        return self.phone if self.phone_confirmed else ""

    def take_number(self, number: str, *, confirmed: bool) -> list[str]:
        """Put a number in the row, those confirmed before it beside: the columns, not saved yet."""
        known = dict.fromkeys([self.own_number, *self.former_phones])
        self.former_phones = [one for one in known if one and one != number][:FORMER_PHONES]
        self.phone, self.phone_confirmed = number, confirmed
        return ["phone", "phone_confirmed", "former_phones"]

    @property
    def password_waits(self) -> bool:
        """Whether a keeper drew the password and nobody else has vouched who holds it since."""
        return self.password_drawn_by_id is not None and self.password_confirmed_at is None


class Post(models.Model):
    """A person holds a post in an agency for a time; the role belongs to the post."""

    public_id = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=Role.choices)
    is_head = models.BooleanField(default=False)  # head of the agency or unit
    title = models.CharField(max_length=120)
    unit = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    vouched = (
        "public_id", "person_id", "agency_id", "role", "is_head", "title", "unit", "valid_from",
        "valid_to",
    )  # fmt: skip

    class Meta:
        constraints = [_dated("post")]
        indexes = [models.Index(fields=["person", "valid_from"], name="posts_of_a_person")]

    def __str__(self) -> str:
        return f"{self.title}, {self.agency}"

    @property
    def shown_title(self) -> str:
        """The title in the language of the page; papers have it as it is written."""
        return titles.shown(self.title)

    @property
    def standing(self) -> Standing:
        """What the post is in its agency."""
        return standing(self.title, is_head=self.is_head, unit=self.unit)


class Nomination(models.Model):
    """A post with powers that a keeper entered: it takes effect when somebody else confirms it.

    `by` is the reference of who entered it, `by_person` the person; `post` what came of it.
    """

    public_id = models.CharField(max_length=16, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="nominations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=Role.choices)
    is_head = models.BooleanField(default=False)
    title = models.CharField(max_length=120)
    unit = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    by = models.CharField(max_length=80)
    by_person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    post = models.OneToOneField(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [_dated("nomination")]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(decided_at__isnull=True), name="nominations_that_wait"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.agency}"


class Delegation(models.Model):
    """For an absence: the holder of one post acts for the holder of another, from day to day.

    `decision` is the number of the written act, which the law wants where powers to sign are given.
    `by_order`: no absence, but what the agency's regulation lets a unit's head sign for its head,
    `TL.`; `kinds` are the abbreviations of the kinds of documents, with blanks [ND30/2020 Đ13 k4].
    """

    giver = models.ForeignKey(Post, models.PROTECT, related_name="given")
    taker = models.ForeignKey(Post, models.PROTECT, related_name="taken")
    decision = models.CharField(max_length=80, blank=True)
    by_order = models.BooleanField(default=False)
    kinds = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField()
    ended_at = models.DateTimeField(null=True)

    vouched_with = (
        "giver",
        (
            *("taker_id", "decision", "by_order", "kinds", "reason", "valid_from", "valid_to"),
            "ended_at",
        ),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gt=F("valid_from")), name="a_delegation_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("taker")), name="a_delegation_goes_to_someone_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} -> {self.taker_id}"


class Partner(models.Model):
    """A partner system: its bearer token is kept as a digest, its scopes are its own."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True)
    token_digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)

    vouched = ("slug", "name", "agency_id", "token_digest", "scopes", "is_active")

    def __str__(self) -> str:
        return self.name
