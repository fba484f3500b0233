"""Sign and verify: what a local authority, a token or a remote service offers alike.

A provider that asks its holder first (a confirmation on a phone, an HSM behind a queue) answers
`Pending`; the caller keeps the ticket and asks `collect` again. Signatures carry machine time,
which outsiders check against their own clocks; the business date stands on the paper.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from hoaban.core import clock, days
from hoaban.core.jobs.errors import NotYet
from hoaban.core.refusals import Refusal
from hoaban.gateways.signing import moments

SKEW = timedelta(minutes=1)  # two machines' clocks may differ so far


class BrokenPdf(Refusal):
    """Tệp này không phải là tệp PDF đọc được (bị hỏng, bị cắt hoặc được đặt mật khẩu); hãy tải lại
    tệp gốc rồi thử lại.

    signatures.valid
    """


class TooManySignatures(Refusal):
    """Tệp có quá nhiều chữ ký số hoặc quá nhiều lần sửa đổi nên không kiểm tra được ở đây (nhiều
    nhất {most} chữ ký); hãy kiểm tra tệp gốc do cơ quan ban hành gửi.
    """


class SigningUnavailable(Refusal):
    """Chưa ký số được vì dịch vụ ký không sẵn sàng: {reason}. Hệ thống sẽ tự thử lại."""


class ClockBehind(NotYet):
    """Chưa ký được vì đồng hồ máy chủ đang chỉ {now}, trước {since} là lúc hệ thống chắc chắn
    đã làm việc; hãy chỉnh lại giờ máy chủ. Hệ thống sẽ tự ký khi đồng hồ đúng.
    """


class AuthorityNotInForce(NotYet):
    """Chưa ký được vì cơ quan chứng thực của hệ thống chỉ có hiệu lực từ {since} đến {until}, còn
    đồng hồ máy chủ đang chỉ {now}. Nếu đồng hồ đúng thì cần lập cơ quan chứng thực mới.
    """


class SignedUnsoundly(Refusal):
    """Chữ ký vừa tạo không vượt qua được bước tự kiểm tra nên chưa được dùng."""


class SigningDeclined(Refusal):
    """Người ký {name} đã từ chối ký hoặc không xác nhận trong thời gian cho phép."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who signs. `reference` is stable (`post:<public id>`, `system:<name>`): one key each."""

    reference: str
    name: str
    title: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where the seal of an agency stands on a page: drawn in red, nothing beneath it is covered.

    `page` counts from 0; `left` and `top` of the square, from the page's upper left corner, and its
    `side` are in points.
    """

    page: int
    left: float
    top: float
    side: float


@dataclass(frozen=True, slots=True)
class Signature:
    """A detached signature over a digest, with what is needed to verify it in later years."""

    value: bytes
    certificate_pem: str
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class Pending:
    """The holder has not confirmed yet: keep the ticket (plain text) and `collect` later."""

    ticket: str
    ask_again_at: datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one signature in a PDF says.

    `intact`: the signed bytes are unchanged and the signature is sound. `covers_whole`: nothing was
    added to the file after it. `trusted`: the certificate leads to an authority we trust and was in
    force when signed. `signed_at` is the signer's own clock, None where the signature names none.
    `added` says what came to the file after it: "proof" that keeps it valid for long, "bytes" that
    belong to no document, a signature of a "stranger", "more". `signed_sha256` is the digest of the
    file as it was when signed.
    """

    holder_name: str
    agency: str
    issuer: str
    signed_at: datetime | None
    intact: bool
    covers_whole: bool
    trusted: bool
    added: str
    signed_sha256: str
    summary: str

    @property
    def holds(self) -> bool:
        return self.intact and self.covers_whole and self.trusted

    @property
    def needs_original(self) -> bool:
        """The signature is right, but bytes lie around the file that do not belong to it."""
        return self.intact and self.trusted and self.added == "bytes"


@dataclass(frozen=True, slots=True)
class Health:
    """Whether signing works now: the authority's name, when it began (`since`; None where that is
    not known) and when it expires, or what is wrong.
    """

    is_ready: bool
    authority: str
    expires_at: datetime | None
    problem: str = ""
    since: datetime | None = None


class Proof(StrEnum):
    """What a holder shows before the key signs."""

    NONE = "none"
    CODE = "code"  # a one-time code of an authenticator app, which our page asks
    PIN = "pin"  # at the device or the telephone: the provider asks, and is `Pending` meanwhile


class Signer(Protocol):
    """A provider of signatures. All its refusals are those of this module."""

    def proof(self, *, has_code: bool) -> Proof:
        """What a holder shows before the key signs; `has_code`: one-time codes are set up."""
        ...

    def sign_pdf(
        self,
        pdf: bytes,
        *,
        holder: Holder,
        field: str,
        reason: str,
        signed_at: datetime,
        seen_at: Appearance | None = None,
    ) -> bytes | Pending:
        """PAdES B-B in a field of that name, which shows a seal at `seen_at` and else nothing.

        Refuses `BrokenPdf`.
        """
        ...

    def collect(self, ticket: str) -> bytes | Pending:
        """The signed PDF of an earlier `Pending`; refuses `SigningDeclined`."""
        ...

    def sign_digest(self, digest: bytes, *, holder: Holder) -> Signature:
        """Sign a SHA-256 digest (32 bytes)."""
        ...

    def verify_digest(self, digest: bytes, signature: Signature, *, holder: Holder) -> bool:
        """Whether the holder signed the digest: with a certificate of our authority's that names
        the holder and was in force at `signature.signed_at`.
        """
        ...

    def verify_pdf(self, pdf: bytes, *, is_ours: bool = False) -> list[Verdict]:
        """One verdict a signature, oldest first; empty if unsigned. `is_ours`: the file is out of
        our own store, so it waits for no stranger's.

        Refuses `BrokenPdf`, `TooManySignatures`; `TooCostly` and `Busy` of `core.files.isolated`.
        """
        ...

    def health(self) -> Health:
        """Whether it could sign now; never raises."""
        ...

    def renew(self) -> Health:
        """Make a new authority now; what the former one signed goes on being trusted.

        Refuses SigningUnavailable where the authority is somebody else's.
        """
        ...


@cache
def _adapter(path: str, _place: str) -> Signer:
    adapter: Signer = import_string(path)()
    return adapter


def get() -> Signer:
    """The provider that settings choose, one a process, its keys kept loaded."""
    return _adapter(settings.SIGNING_ADAPTER, str(settings.VAR))


def check_clock() -> None:
    """Refuse ClockBehind while the machine's clock stands before the newest thing written down."""
    now, latest = clock.machine_now(), moments.newest()
    if latest is not None and now < latest - SKEW:
        raise behind(latest)


def shown(moment: datetime) -> str:
    """A moment as an operator reads it, by the province's clock."""
    return days.written(moment)


def behind(since: datetime) -> ClockBehind:
    """The refusal for a clock that stands before a moment that has surely been."""
    return ClockBehind(now=shown(clock.machine_now()), since=shown(since))


def sign_pdf(
    pdf: bytes, *, holder: Holder, field: str, reason: str, seen_at: Appearance | None = None
) -> bytes | Pending:
    """Have a page signed now, with a seal to see where one is wanted; what comes back has been
    verified.

    Refuses ClockBehind, AuthorityNotInForce, SigningUnavailable, BrokenPdf, SignedUnsoundly.
    """
    check_clock()
    now = clock.machine_now()
    signed = get().sign_pdf(
        pdf, holder=holder, field=field, reason=reason, signed_at=now, seen_at=seen_at
    )
    return _verified(signed)


def collect(ticket: str) -> bytes | Pending:
    """What a holder confirmed meanwhile, verified. Refuses as `sign_pdf`, and SigningDeclined."""
    check_clock()
    return _verified(get().collect(ticket))


def _verified(signed: bytes | Pending) -> bytes | Pending:
    if isinstance(signed, Pending):
        return signed
    verdicts = get().verify_pdf(signed)
    if not verdicts or not all(verdict.holds for verdict in verdicts):
        raise SignedUnsoundly
    return signed


def sign_digest(digest: bytes, *, holder: Holder, at: datetime) -> Signature:
    """Have a digest signed now; the signature has been verified as of `at`. Refuses as above."""
    signature = get().sign_digest(digest, holder=holder)
    as_of = Signature(signature.value, signature.certificate_pem, at)
    if not get().verify_digest(digest, as_of, holder=holder):
        raise SignedUnsoundly
    return as_of
