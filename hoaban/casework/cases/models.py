"""A case: what somebody works on until a day, and which agencies take part in it."""

from datetime import datetime

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models import Q

from hoaban.casework.cases.enums import Clock, Part, Punctuality
from hoaban.core.people.models import Agency


class PlainText(models.CharField):  # type: ignore[type-arg] # the mapper's own parameters
    """Text that is compared byte by byte in every database, so that a beginning is a range."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, str | None]:
        found: dict[str, str | None] = super().db_parameters(connection)
        plain = "C" if connection.vendor == "postgresql" else "BINARY"
        return found | {"collation": plain}


class Case(models.Model):
    """One case of any room; the room's own row is one-to-one with it.

    `reference` is random and known from the start; `code` is the legal code, given when the case
    is officially opened. `due_at` is what is promised now, `held_to` the promise by which it is
    judged to be on time: one that was broken is replaced by no later one. `agency` is the agency
    whose case it is. `opened_at` is the official
    beginning, `done_at` the first result, `closed_at` any other end. `title` is what lists show,
    `search_text` the words by which they find it.
    """

    kind = models.CharField(max_length=24)
    reference = PlainText(max_length=10, unique=True)
    code = PlainText(max_length=80, unique=True, null=True)  # unique once known
    title = models.CharField(max_length=240)
    search_text = models.CharField(max_length=480)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=24)
    clock = models.CharField(max_length=8, choices=Clock.choices, default=Clock.IDLE)
    opened_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    held_to = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    punctuality = models.CharField(max_length=6, choices=Punctuality.choices, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_case_has_its_code_from_its_opening_on",
                condition=Q(opened_at=None, code=None)
                | Q(opened_at__isnull=False, code__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "opened_at"], name="case_by_opening"),
            models.Index(fields=["opened_at"], name="case_opened"),
            models.Index(
                fields=["agency", "done_at"],
                condition=Q(done_at__isnull=False),
                name="case_by_result",
            ),
            models.Index(fields=["done_at"], condition=Q(done_at__isnull=False), name="case_done"),
            models.Index(
                fields=["closed_at"], condition=Q(closed_at__isnull=False), name="case_closed"
            ),
            models.Index(  # what ended without a result, by its end
                fields=["agency", "closed_at"],
                condition=Q(closed_at__isnull=False, done_at=None),
                name="case_by_closing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.code or self.reference)

    def promised_besides(self, act_by: datetime | None) -> datetime | None:
        """The moment that was promised, while it runs and whoever has to act has another one."""
        is_other = self.clock == Clock.RUNNING and self.due_at != act_by
        return self.due_at if is_other else None


class Together(models.Index):
    """Columns whose values go together: PostgreSQL counts them together where it plans (its
    extended statistics), and so knows how many rows a condition on all of them leaves. No index.
    """

    def create_sql(
        self,
        model: type[models.Model],
        schema_editor: BaseDatabaseSchemaEditor,
        using: str = "",  # noqa: ARG002 - as the mapper calls it
        **_options: object,
    ) -> Statement:
        quote = schema_editor.quote_name
        fields = {field.name: field.column for field in model._meta.concrete_fields}
        columns = [quote(str(fields[name])) for name in self.fields]
        return self._where_known(
            schema_editor,
            f"CREATE STATISTICS {quote(self.name)} (mcv) ON {', '.join(columns)} "
            f"FROM {quote(model._meta.db_table)}",
        )

    def remove_sql(
        self,
        model: type[models.Model],  # noqa: ARG002 - as the mapper calls it
        schema_editor: BaseDatabaseSchemaEditor,
        **_options: object,
    ) -> str:
        named = schema_editor.quote_name(self.name)
        return str(self._where_known(schema_editor, f"DROP STATISTICS {named}"))

    def _where_known(self, schema_editor: BaseDatabaseSchemaEditor, statement: str) -> Statement:
        is_known = schema_editor.connection.vendor == "postgresql"
        return Statement(statement if is_known else "SELECT 1")  # elsewhere nothing is to be done


class Involvement(models.Model):
    """An agency takes part in a case, from when to when.

    `act_by` repeats the moment of the turn at hand while the case is open, `state` that of the
    case, so that everything open in an agency, and what of it is in a state, is one walk along one
    index, whichever part the agency has. The moments of the case are repeated where it is another
    agency's, so that what somebody decides for others is walked in their order.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="involvements", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=12, choices=Part.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    act_by = models.DateTimeField(null=True)
    state = models.CharField(max_length=24, blank=True)
    opened_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    vouched_with = ("case", ("agency_id", "part", "since", "until"))  # the rest repeats the case

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency"],
                condition=Q(until=None),
                name="an_agency_has_one_part_in_a_case_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "act_by", "case"],
                condition=Q(act_by__isnull=False),
                name="involvement_open_by_time",
            ),
            models.Index(
                fields=["agency", "state", "act_by", "case"],
                condition=Q(act_by__isnull=False),
                name="involvement_open_by_state",
            ),
            models.Index(
                fields=["act_by", "case"],
                condition=Q(act_by__isnull=False),
                name="involvement_open",
            ),
            models.Index(fields=["agency", "part", "case"], name="involvement_by_part"),
            models.Index(fields=["case"], name="involvement_of_a_case"),  # each entry reads them
            models.Index(
                fields=["case"], condition=Q(until__isnull=False), name="involvement_ended"
            ),
            models.Index(
                fields=["until", "case"],
                condition=Q(until__isnull=False),
                name="involvement_ended_by_time",
            ),
            *(
                models.Index(
                    fields=["agency", f"{moment}_at", "case"],
                    condition=Q(**{f"{moment}_at__isnull": False}),
                    name=f"involvement_{moment}",
                )
                for moment in ("opened", "done", "closed")
            ),
            Together(fields=["agency", "part", "until", "act_by"], name="involvement_kinds"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.since:%Y-%m-%d}"


class Word(models.Model):
    """A word of what a case is found by (`Case.search_text`), for each agency that takes part.

    A search walks the cases of one word in one agency along an index, the newest first. The words
    of a case are found by its text, so no index leads from the case to them.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    word = PlainText(max_length=40)
    case = models.ForeignKey(Case, models.PROTECT, related_name="words", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "word", "case"], name="word_of_an_agency"),
            models.Index(fields=["word", "case"], name="word_of_all"),
        ]

    def __str__(self) -> str:
        return str(self.word)
