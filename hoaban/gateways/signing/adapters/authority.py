"""A local certificate authority: root and holders' keys in a folder that only its owner reads.

It is created when first needed, under a lock, so that server and worker may start together. It
stands in for the province's provider of certificates and is trusted by nobody else.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.x509.oid import NameOID

from hoaban.gateways.signing.contract import Holder, SigningUnavailable

ROOT_LIFE = timedelta(days=3650)
HOLDER_LIFE = timedelta(days=1095)
RENEW_BEFORE = timedelta(days=30)
BACKDATED = timedelta(minutes=5)  # other machines' clocks lag a little
KEY_BITS = 2048


@dataclass(frozen=True, slots=True)
class Identity:
    """A holder's key with its certificate, parsed once."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()


class Authority:
    """Issues one certificate a holder; keeps root and identities loaded."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._root: x509.Certificate | None = None
        self._identities: dict[Holder, Identity] = {}

    def root(self, *, now: datetime) -> x509.Certificate:
        """The root certificate, made at first need. Refuses SigningUnavailable if unreadable."""
        if self._root is None:
            try:
                self._root = self._read_or_make_root(now)
            except (OSError, ValueError) as problem:
                raise SigningUnavailable(reason=type(problem).__name__) from problem
        return self._root

    def identity(self, holder: Holder, *, now: datetime) -> Identity:
        """The holder's key and a certificate in force at `now`, issued when first needed."""
        kept = self._identities.get(holder)
        if kept is None or now > kept.certificate.not_valid_after_utc - RENEW_BEFORE:
            root = self.root(now=now)
            try:
                kept = self._read_or_issue(holder, root, now)
            except (OSError, ValueError) as problem:
                raise SigningUnavailable(reason=type(problem).__name__) from problem
            self._identities[holder] = kept
        return kept

    def issued(self, certificate: x509.Certificate, *, now: datetime) -> bool:
        """Whether our root signed this certificate."""
        try:
            certificate.verify_directly_issued_by(self.root(now=now))
        except Exception:  # noqa: BLE001  any failure to verify, of whatever kind, is a no
            return False
        return True

    def _read_or_make_root(self, now: datetime) -> x509.Certificate:
        path = self.folder / "root.pem"
        if not path.exists():
            with _locked(self.folder):
                if not path.exists():
                    key = ec.generate_private_key(ec.SECP256R1())
                    _write(self.folder / "root.key", _private(key))
                    _write(path, _public(_root_certificate(key, now)))
        return x509.load_pem_x509_certificate(path.read_bytes())

    def _read_or_issue(self, holder: Holder, root: x509.Certificate, now: datetime) -> Identity:
        """Name or title changed, or soon out of force: a new certificate, and a new key with it."""
        facts = repr((holder.reference, holder.name, holder.title, holder.agency))
        stem = hashlib.sha256(facts.encode()).hexdigest()[:32]
        path = self.folder / "holders" / f"{stem}.pem"
        with _locked(self.folder):
            if path.exists():
                kept = _load(path)
                if now <= kept.certificate.not_valid_after_utc - RENEW_BEFORE:
                    return kept
            issuer = serialization.load_pem_private_key(
                (self.folder / "root.key").read_bytes(), password=None
            )
            if not isinstance(issuer, ec.EllipticCurvePrivateKey):
                raise ValueError("root key of another kind")  # noqa: TRY004  caught as unreadable
            key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
            certificate = _holder_certificate(holder, key, root, issuer, now)
            _write(path, _private(key) + _public(certificate))
        return Identity(key, certificate)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / "lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, readable by the owner alone, on the disk before it counts."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(f".{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _load(path: Path) -> Identity:
    content = path.read_bytes()
    key = serialization.load_pem_private_key(content, password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("holder's key of another kind")  # noqa: TRY004  caught as unreadable
    return Identity(key, x509.load_pem_x509_certificate(content))


def _private(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _public(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _name(common: str, *, organization: str, title: str = "") -> x509.Name:
    """X.520 bounds each part at 64 characters."""
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organization[:64])]
    parts += [(NameOID.TITLE, title[:64])] if title else []
    parts += [(NameOID.COMMON_NAME, common[:64])]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def _root_certificate(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = _name("Hoa Ban - Tổ chức chứng thực nội bộ", organization="Hoa Ban")
    return (
        _draft(name, name, key.public_key(), now, ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def _holder_certificate(
    holder: Holder,
    key: rsa.RSAPrivateKey,
    root: x509.Certificate,
    issuer: CertificateIssuerPrivateKeyTypes,
    now: datetime,
) -> x509.Certificate:
    name = _name(holder.name, organization=holder.agency, title=holder.title)
    life = min(HOLDER_LIFE, root.not_valid_after_utc - now)
    authority = x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(
        root.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    )
    return (
        _draft(name, root.subject, key.public_key(), now, life)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(authority, critical=False)
        .sign(issuer, hashes.SHA256())
    )


def _draft(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
    now: datetime,
    life: timedelta,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
