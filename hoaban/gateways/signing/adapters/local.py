"""Signs with keys that a local certificate authority issued: works at once, on any machine."""

from datetime import datetime
from pathlib import Path

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from hoaban.core import clock
from hoaban.gateways.signing.adapters import pades, reading
from hoaban.gateways.signing.adapters.authority import Authority, Identity
from hoaban.gateways.signing.contract import (
    Health,
    Holder,
    Pending,
    Signature,
    SigningDeclined,
    SigningUnavailable,
    Verdict,
)


class LocalAdapter:
    """Never pending: the keys lie under `settings.VAR / "ca"`, readable by the owner alone."""

    def __init__(self, folder: Path | None = None) -> None:
        self._authority = Authority(folder or Path(settings.VAR) / "ca")
        self._signers: dict[Holder, tuple[Identity, pades.KeptKeySigner]] = {}
        self._root: asn1.Certificate | None = None

    def sign_pdf(
        self, pdf: bytes, *, holder: Holder, field: str, reason: str, signed_at: datetime
    ) -> bytes | Pending:
        signer = self._signer(holder)
        return pades.sign(
            pdf, signer=signer, name=holder.name, field=field, reason=reason, signed_at=signed_at
        )

    def collect(self, ticket: str) -> bytes | Pending:
        """This provider hands out no tickets."""
        raise SigningDeclined(name=ticket)

    def sign_digest(self, digest: bytes, *, holder: Holder) -> Signature:
        now = clock.machine_now()
        identity = self._authority.identity(holder, now=now)
        value = identity.key.sign(digest, padding.PKCS1v15(), Prehashed(SHA256()))
        return Signature(value, identity.pem, now)

    def verify_digest(self, digest: bytes, signature: Signature) -> bool:
        try:
            certificate = x509.load_pem_x509_certificate(signature.certificate_pem.encode())
            key = certificate.public_key()
            if not isinstance(key, rsa.RSAPublicKey):
                return False
            key.verify(signature.value, digest, padding.PKCS1v15(), Prehashed(SHA256()))
        except (InvalidSignature, ValueError):
            return False
        in_force = (
            certificate.not_valid_before_utc
            <= signature.signed_at
            <= certificate.not_valid_after_utc
        )
        return in_force and self._authority.issued(certificate, now=clock.machine_now())

    def verify_pdf(self, pdf: bytes) -> list[Verdict]:
        now = clock.machine_now()
        if self._root is None:
            root = self._authority.root(now=now).public_bytes(Encoding.DER)
            self._root = asn1.Certificate.load(root)
        return reading.verdicts(pdf, root=self._root, now=now)

    def health(self) -> Health:
        now = clock.machine_now()
        try:
            root = self._authority.root(now=now)
        except SigningUnavailable as refusal:
            return Health(is_ready=False, authority="", expires_at=None, problem=str(refusal))
        expires = root.not_valid_after_utc
        return Health(
            is_ready=now < expires, authority=root.subject.rfc4514_string(), expires_at=expires
        )

    def _signer(self, holder: Holder) -> pades.KeptKeySigner:
        identity = self._authority.identity(holder, now=clock.machine_now())
        kept = self._signers.get(holder)
        if kept is None or kept[0] is not identity:
            kept = self._signers[holder] = (identity, pades.KeptKeySigner(identity))
        return kept[1]
