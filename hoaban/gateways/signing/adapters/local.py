"""Signs with keys that a local certificate authority issued: works at once, on any machine."""

from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from hoaban.core import clock
from hoaban.gateways.signing.adapters import certificates, pades, reading
from hoaban.gateways.signing.adapters.authority import Authority
from hoaban.gateways.signing.adapters.keys import Identity
from hoaban.gateways.signing.contract import (
    Appearance,
    AuthorityNotInForce,
    Health,
    Holder,
    Pending,
    Proof,
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

    def proof(self, *, has_code: bool) -> Proof:
        """The keys lie with us, so the holder shows a code: always where it is a duty, else where
        one is set up.
        """
        return Proof.CODE if has_code or settings.SIGNING_CODE_IS_DUTY else Proof.NONE

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
        signed = pades.Signed(holder.name, reason, signed_at)
        place = pades.Field(field, seen_at)
        return pades.sign(pdf, signer=self._signer(holder), place=place, signed=signed)

    def collect(self, ticket: str) -> bytes | Pending:
        """This provider hands out no tickets."""
        raise SigningDeclined(name=ticket)

    def sign_digest(self, digest: bytes, *, holder: Holder) -> Signature:
        now = clock.machine_now()
        identity = self._authority.identity(holder, now=now)
        value = identity.key.sign(digest, padding.PKCS1v15(), Prehashed(SHA256()))
        return Signature(value, identity.pem, now)

    def verify_digest(self, digest: bytes, signature: Signature, *, holder: Holder) -> bool:
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
        ours = self._authority.issued(certificate, now=clock.machine_now())
        return in_force and ours and certificates.names(certificate, holder)

    def verify_pdf(self, pdf: bytes, *, is_ours: bool = False) -> list[Verdict]:
        now = clock.machine_now()
        roots = [root.public_bytes(Encoding.DER) for root in self._authority.roots(now=now)]
        return reading.verdicts(pdf, roots=roots, now=now, is_ours=is_ours)

    def health(self) -> Health:
        now = clock.machine_now()
        try:
            root = self._authority.in_force(now=now)
        except (SigningUnavailable, AuthorityNotInForce) as refusal:
            return Health(is_ready=False, authority="", expires_at=None, problem=str(refusal))
        name, expires = root.subject.rfc4514_string(), root.not_valid_after_utc
        since = root.not_valid_before_utc
        return Health(is_ready=True, authority=name, expires_at=expires, since=since)

    def renew(self) -> Health:
        now = clock.machine_now()
        self._authority.renew(now=now, instead_of=self._authority.root(now=now))
        return self.health()

    def _signer(self, holder: Holder) -> pades.KeptKeySigner:
        identity = self._authority.identity(holder, now=clock.machine_now())
        kept = self._signers.get(holder)
        if kept is None or kept[0] is not identity:
            kept = self._signers[holder] = (identity, pades.KeptKeySigner(identity))
        return kept[1]
