"""What a certificate of the local authority says, and how keys are written down."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import CertificateIssuerPrivateKeyTypes
from cryptography.x509.oid import NameOID

from hoaban.gateways.signing.contract import Holder

ROOT_LIFE = timedelta(days=3650)
HOLDER_LIFE = timedelta(days=1095)
BACKDATED = timedelta(minutes=5)  # other machines' clocks lag a little


def names(certificate: x509.Certificate, holder: Holder) -> bool:
    """Whether the certificate was made for this holder: names may be the same, references not."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    return _urn(holder) in found.get_values_for_type(x509.UniformResourceIdentifier)


def _urn(holder: Holder) -> str:
    return f"urn:hoaban:{holder.reference}"


def private(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def public(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _name(common: str, *, organization: str, title: str = "") -> x509.Name:
    """X.520 bounds each part at 64 characters."""
    parts = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organization[:64])]
    parts += [(NameOID.TITLE, title[:64])] if title else []
    parts += [(NameOID.COMMON_NAME, common[:64])]
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in parts if value])


def root_certificate(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = _name("Hoa Ban - Tổ chức chứng thực nội bộ", organization="Hoa Ban")
    return (
        _draft(name, name, key.public_key(), now, ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )


def holder_certificate(
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
        .add_extension(
            x509.SubjectAlternativeName([x509.UniformResourceIdentifier(_urn(holder))]),
            critical=False,
        )
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
