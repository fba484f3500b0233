"""PAdES with pyHanko and a key that stays loaded.

The library's `SimpleSigner` parses and checks its RSA key at every signature and encodes the whole
container anew. Of one holder's containers only the document's digest and the signature differ, both
of fixed length: the first container, made by the library, is the mould of those that follow.
"""

import asyncio
import hashlib
import io
import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from hoaban.gateways.signing.adapters.keys import Identity
from hoaban.gateways.signing.contract import Appearance, BrokenPdf

DIGEST = "sha256"
_MARK = hashlib.sha256(b"the place of the digest").digest()


class KeptKeySigner(Signer):
    """Signs with an RSA key that was parsed once. One holder, one certificate, one mould."""

    def __init__(self, identity: Identity) -> None:
        certificate = x509.Certificate.load(identity.certificate.public_bytes(Encoding.DER))
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library's
        super().__init__(signing_cert=certificate, cert_registry=registry)
        self._key = identity.key
        self._mould: tuple[list[bytes], bytes] | None = None

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # noqa: ARG002  we only ever ask for SHA-256
        dry_run: bool = False,  # noqa: ARG002, FBT001, FBT002  the library's signature
    ) -> bytes:
        """The library's hook: RSA, PKCS #1 v1.5, SHA-256."""
        return self._key.sign(data, padding.PKCS1v15(), SHA256())

    def container(self, digest: bytes) -> bytes:
        """The CMS container (DER) over a document's SHA-256 digest, PAdES B-B."""
        pieces, attributes = self._pieces()
        signed = hashlib.sha256(attributes.replace(_MARK, digest)).digest()
        value = self._key.sign(signed, padding.PKCS1v15(), Prehashed(SHA256()))
        return digest.join(pieces[:2]) + value + pieces[2]

    def reserved(self) -> int:
        """Hexadecimal digits that a container takes, known to the digit."""
        return 2 * (sum(map(len, self._pieces()[0])) + len(_MARK) + self._key.key_size // 8)

    def _pieces(self) -> tuple[list[bytes], bytes]:
        """Before the digest, between digest and signature, after it; and the attributes to sign."""
        if self._mould is None:
            self._mould = self._cast()
        return self._mould

    def _cast(self) -> tuple[list[bytes], bytes]:
        with ThreadPoolExecutor(1) as aside:  # a loop may be running in this thread
            made = aside.submit(asyncio.run, self.async_sign(_MARK, DIGEST, use_pades=True))
        whole = made.result()
        info = whole["content"]["signer_infos"][0]
        signed = cms.CMSAttributes.load(info["signed_attrs"].untag().dump())
        value = info["signature"].native
        before, after = whole.dump().split(_MARK)
        between, end = after.split(value)
        return [before, between, end], signed.dump()


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature says of itself."""

    name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Field:
    """The field that holds a signature, and where a seal shows it."""

    name: str
    seen_at: Appearance | None = None


def sign(pdf: bytes, *, signer: KeptKeySigner, place: Field, signed: Signed) -> bytes:
    """An incremental update with a field of that name. Refuses BrokenPdf."""
    metadata = PdfSignatureMetadata(
        field_name=place.name,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        name=signed.name,
        reason=signed.reason or None,
    )
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        session = _signer(metadata, signer, place, writer).init_signing_session(writer)
        session.system_time = signed.at
        document = session.prepare_tbs_document(
            validation_info=None, bytes_reserved=signer.reserved()
        )
        output = io.BytesIO()
        prepared, _ = document.digest_tbs_document(output=output)
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as broken:
        raise BrokenPdf from broken
    prepared.fill_with_cms(output, signer.container(prepared.document_digest))
    return output.getvalue()


def _signer(
    metadata: PdfSignatureMetadata,
    signer: KeptKeySigner,
    place: Field,
    writer: IncrementalPdfFileWriter,
) -> PdfSigner:
    seen = place.seen_at
    if seen is None:
        return PdfSigner(metadata, signer)
    found, _resources = writer.find_page_for_modification(seen.page)  # type: ignore[no-untyped-call] # the library's
    page = found.get_object()
    height, side, left = float(page["/MediaBox"][3]), round(seen.side), round(seen.left)
    bottom = round(height - seen.top - seen.side)
    spec = SigFieldSpec(
        place.name, on_page=seen.page, box=(left, bottom, left + side, bottom + side)
    )
    return PdfSigner(metadata, signer, stamp_style=_seal(side), new_field_spec=spec)


def _seal(side: int) -> StaticStampStyle:
    """A stand-in for the picture of a seal: two red rings and a star, with nothing behind them."""
    square = BoxConstraints(width=side, height=side)
    drawn = RawContent(_drawn(side).encode(), box=square)
    margins = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, NO_MARGINS)
    return StaticStampStyle(
        border_width=0, background=drawn, background_opacity=1, background_layout=margins
    )


NO_MARGINS = Margins(left=0, right=0, top=0, bottom=0)
RED = "0.82 0.09 0.13"
CURVE = 0.5523  # of the radius: how far the handles of a quarter of a circle stand off
POINTS = 10  # of a star, those between its rays with them


def _drawn(side: int) -> str:
    """The drawing as operators of a page."""
    middle = side / 2
    rings = [_ring(middle, middle - away) for away in (1.0, 3.2)]
    star = [
        _at(middle, middle * (0.42 if corner % 2 == 0 else 0.17), corner)
        for corner in range(POINTS)
    ]
    path = " l ".join(star).replace(" l ", " m ", 1) + " l h f"
    return f"q {RED} RG {RED} rg 1.1 w {' '.join(rings)} {path} Q"


def _at(middle: float, radius: float, corner: int) -> str:
    angle = math.pi / 2 + corner * 2 * math.pi / POINTS
    return f"{middle + radius * math.cos(angle):.2f} {middle + radius * math.sin(angle):.2f}"


def _ring(middle: float, radius: float) -> str:
    """A circle of four curves."""
    handle = radius * CURVE
    east, north = middle + radius, middle + radius
    west, south = middle - radius, middle - radius
    quarters = (
        (east, middle + handle, middle + handle, north, middle, north),
        (middle - handle, north, west, middle + handle, west, middle),
        (west, middle - handle, middle - handle, south, middle, south),
        (middle + handle, south, east, middle - handle, east, middle),
    )
    curves = " ".join(" ".join(f"{one:.2f}" for one in quarter) + " c" for quarter in quarters)
    return f"{east:.2f} {middle:.2f} m {curves} s"
