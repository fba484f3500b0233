"""Files by content: one blob for the same bytes, one row for each use of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What the scan said. What waits for it, and what it found harmful, is not served."""

    UNSCANNED = "unscanned", _("Chưa kiểm tra")
    CHECKED = "checked", _("Đã kiểm tra định dạng")  # no antivirus is there to ask
    CLEAN = "clean", _("Đã quét, không thấy mã độc")
    INFECTED = "infected", _("Có mã độc")


class Blob(models.Model):
    """Bytes that never change, kept under `files/<first two>/<sha256>` in the default storage."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()  # bytes
    kind = models.CharField(max_length=100)  # MIME type, judged by content
    stored_at = models.DateTimeField()
    mended = models.ForeignKey(
        "self", models.PROTECT, to_field="sha256", null=True, related_name="+"
    )  # a copy without the faults of a PDF, for browsers to show; the bytes here stay as they came

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> str:
        """Where the bytes lie in the storage."""
        return f"files/{self.sha256[:2]}/{self.sha256}"


class Use(models.Model):
    """One use of a blob: under which name, for whom, from where. Never changed but for its state
    and for being let go; taken away when nothing uses it.

    `owner` is a reference the storing room chooses (an actor's, or `dossier:<code>`), `source` how
    the bytes came (`portal`, `counter`, `exchange`, `system:…`).
    """

    public_id = models.CharField(max_length=16, unique=True)
    blob = models.ForeignKey(
        Blob, models.PROTECT, to_field="sha256", db_column="sha256", related_name="uses"
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    owner = models.CharField(max_length=80)
    source = models.CharField(max_length=80)
    state = models.CharField(max_length=9, choices=State.choices, default=State.UNSCANNED)
    created_at = models.DateTimeField()  # business time
    left_at = models.DateTimeField(null=True)  # when its owner let it go

    vouched = (
        "public_id",
        "blob_id",
        "name",
        "kind",
        "size",
        "owner",
        "source",
        "state",
        "created_at",
    )
    is_always_vouched = True
    begun_by = ("files.stored",)
    removed_by = ("files.removed",)

    class Meta:
        indexes = [
            models.Index(fields=["created_at"], name="files_by_time"),
            models.Index(
                fields=["left_at"], condition=models.Q(left_at__isnull=False), name="files_let_go"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.kind} {self.size}"

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        return str(self.blob_id)
