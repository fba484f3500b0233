"""A local certificate authority: root and holders' keys in a folder that only its owner reads.

It is created when first needed, under a lock, so that server and worker may start together. It
stands in for the province's provider of certificates and is trusted by nobody else.
"""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from hoaban.gateways.signing.adapters import certificates, keys
from hoaban.gateways.signing.adapters.keys import Identity
from hoaban.gateways.signing.contract import (
    AuthorityNotInForce,
    Holder,
    SigningUnavailable,
    behind,
    shown,
)

log = logging.getLogger(__name__)

RENEW_BEFORE = timedelta(days=30)
RENEW_ROOT_BEFORE = certificates.HOLDER_LIFE + RENEW_BEFORE  # so that no holder's time is cut short
KEY_BITS = 2048


class Authority:
    """Issues one certificate a holder; keeps roots and identities loaded.

    Another process may have made a new root: each use looks whether the file is another.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamp: tuple[int, int] | None = None
        self._roots: list[x509.Certificate] = []
        self._identities: dict[Holder, Identity] = {}

    def roots(self, *, now: datetime) -> list[x509.Certificate]:
        """The root, made at first need, then those before it. Refuses SigningUnavailable."""
        with _readable():
            path = self.folder / "root.pem"
            if not path.exists():
                self._make(now, instead_of=None)
            stamp = (path.stat().st_mtime_ns, path.stat().st_ino)
            if stamp != self._stamp:
                former = sorted((self.folder / "former").glob("*.pem"))
                self._roots = [
                    x509.load_pem_x509_certificate(f.read_bytes()) for f in (path, *former)
                ]
                self._identities.clear()
                self._stamp = stamp
        return self._roots

    def root(self, *, now: datetime) -> x509.Certificate:
        """The root that issues now, in force or not."""
        return self.roots(now=now)[0]

    def in_force(self, *, now: datetime) -> x509.Certificate:
        """The root, renewed where its time is nearly over. Refuses AuthorityNotInForce."""
        root = self.root(now=now)
        since, until = root.not_valid_before_utc, root.not_valid_after_utc
        if since <= now <= until and now > until - RENEW_ROOT_BEFORE:
            return self.renew(now=now, instead_of=root)
        if not since <= now <= until:
            raise AuthorityNotInForce(since=shown(since), until=shown(until), now=shown(now))
        return root

    def renew(self, *, now: datetime, instead_of: x509.Certificate) -> x509.Certificate:
        """A new root; the one before stays trusted for what it issued.

        Nothing where another process has made one meanwhile. Refuses SigningUnavailable.
        """
        with _readable():
            self._make(now, instead_of=instead_of)
            root = self.root(now=now)
        log.warning(
            "a new signing authority, from %s until %s: hand out %s to those who check signatures",
            root.not_valid_before_utc,
            root.not_valid_after_utc,
            self.folder / "root.pem",
        )
        return root

    def identity(self, holder: Holder, *, now: datetime) -> Identity:
        """The holder's key and a certificate in force at `now`, issued when first needed.

        Refuses AuthorityNotInForce, ClockBehind, SigningUnavailable.
        """
        root = self.in_force(now=now)
        kept = self._identities.get(holder)
        if kept is None or not _lasts(kept.certificate, now):
            with _readable():
                kept = self._read_or_issue(holder, root, now)
            self._identities[holder] = kept
        if now < kept.certificate.not_valid_before_utc:
            raise behind(kept.certificate.not_valid_before_utc)
        return kept

    def issued(self, certificate: x509.Certificate, *, now: datetime) -> bool:
        """Whether one of our roots signed this certificate."""
        return any(_is_issued_by(root, certificate) for root in self.roots(now=now))

    def _make(self, now: datetime, *, instead_of: x509.Certificate | None) -> None:
        path = self.folder / "root.pem"
        with keys.locked(self.folder):
            if path.exists():
                if instead_of is None or path.read_bytes() != certificates.public(instead_of):
                    return
                self._set_aside(path)
            key = ec.generate_private_key(ec.SECP256R1())
            keys.write(self.folder / "root.key", certificates.private(key))
            keys.write(path, certificates.public(certificates.root_certificate(key, now)))

    def _set_aside(self, path: Path) -> None:
        """The former root's certificate among the trusted ones, its holders' keys out of use."""
        content = path.read_bytes()
        name = hashlib.sha256(content).hexdigest()[:32]
        keys.write(self.folder / "former" / f"{name}.pem", content)
        holders = self.folder / "holders"
        if holders.exists():
            holders.rename(self.folder / "former" / f"{name}.holders")

    def _read_or_issue(self, holder: Holder, root: x509.Certificate, now: datetime) -> Identity:
        """Name or title changed, or soon out of force: a new certificate, and a new key with it."""
        facts = repr((holder.reference, holder.name, holder.title, holder.agency))
        stem = hashlib.sha256(facts.encode()).hexdigest()[:32]
        path = self.folder / "holders" / f"{stem}.pem"
        with keys.locked(self.folder):
            if path.exists():
                kept = keys.load(path)
                if _lasts(kept.certificate, now) and certificates.names(kept.certificate, holder):
                    return kept
            issuer = serialization.load_pem_private_key(
                (self.folder / "root.key").read_bytes(), password=None
            )
            if not isinstance(issuer, ec.EllipticCurvePrivateKey):
                raise ValueError("root key of another kind")  # noqa: TRY004  caught as unreadable
            key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
            certificate = certificates.holder_certificate(holder, key, root, issuer, now)
            if not _is_issued_by(root, certificate):
                raise ValueError("root key and root do not belong together")
            keys.write(path, certificates.private(key) + certificates.public(certificate))
        return Identity(key, certificate)


def _lasts(certificate: x509.Certificate, now: datetime) -> bool:
    return now <= certificate.not_valid_after_utc - RENEW_BEFORE


def _is_issued_by(root: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(root)
    except Exception:  # noqa: BLE001  any failure to verify, of whatever kind, is a no
        return False
    return True


@contextmanager
def _readable() -> Iterator[None]:
    """Keys that cannot be read or kept: SigningUnavailable."""
    try:
        yield
    except (OSError, ValueError) as problem:
        raise SigningUnavailable(reason=type(problem).__name__) from problem
