"""Sign a two-page result: the kept key and mould, against the library used as documented.

Both sides make a PAdES B-B signature (ETSI.CAdES.detached, SHA-256, RSA-2048, the same key and
certificate) in an invisible field of the same page, from bytes to bytes. Equal: our own check and
`pdfsig -nocert` hold both valid. Memory: what the process holds after 100 and after 1,000 more.
"""

import io
import json
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from bench import house, measuring
from hoaban.core import clock
from hoaban.engines.typesetting import papers
from hoaban.gateways.signing.adapters.local import LocalAdapter
from hoaban.gateways.signing.contract import Holder

LIMIT = 3.0
BATCH = 10  # signatures a round
FLAT_MEGABYTES = 8.0
HOLDER = Holder("post:bench", "Mùa A Vảng", "Chủ tịch", "Ủy ban nhân dân huyện Tuần Giáo")
SAMPLE = Path(house.__file__).parent.parent / "hoaban/engines/typesetting/tests/papers"


def page() -> bytes:
    """A decision that runs over two pages."""
    facts = json.loads((SAMPLE / "quyet-dinh.json").read_text())
    facts["body"] = facts["body"] * 7
    return papers.typeset("quyet-dinh", facts, on=date(2020, 3, 30))


def as_documented(adapter: LocalAdapter, folder: Path) -> signers.SimpleSigner:
    """The library's own signer, loaded from PEM files once, with the same key."""
    identity = adapter._authority.identity(HOLDER, now=clock.machine_now())
    (folder / "key.pem").write_bytes(
        identity.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "certificate.pem").write_text(identity.pem)
    signer: signers.SimpleSigner = signers.SimpleSigner.load(  # type: ignore[no-untyped-call]
        str(folder / "key.pem"),
        str(folder / "certificate.pem"),
        ca_chain_files=(str(folder / "ca" / "root.pem"),),
    )
    return signer


def resident() -> float:
    """What the process holds now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def is_valid(pdf: bytes, folder: Path) -> bool | None:
    """What `pdfsig -nocert` says; None where it is not installed."""
    path = folder / "check.pdf"
    path.write_bytes(pdf)
    try:
        said = subprocess.run(
            ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        return None
    return "Signature is Valid." in said.stdout


def run() -> dict[str, object]:
    with tempfile.TemporaryDirectory(prefix="hoaban-bench-") as place:
        return _run(Path(place))


def _run(folder: Path) -> dict[str, object]:
    adapter, pdf = LocalAdapter(folder / "ca"), page()
    documented = as_documented(adapter, folder)

    def product() -> bytes:
        signed = adapter.sign_pdf(
            pdf, holder=HOLDER, field="Ky", reason="Ký ban hành", signed_at=clock.machine_now()
        )
        assert isinstance(signed, bytes)
        return signed

    def reference() -> bytes:
        metadata = signers.PdfSignatureMetadata(
            field_name="Ky",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            reason="Ký ban hành",
            name=HOLDER.name,
        )
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        signed: bytes = signers.sign_pdf(writer, metadata, signer=documented).getvalue()
        return signed

    both = [product(), reference()]
    equal = all(all(v.holds for v in adapter.verify_pdf(signed)) for signed in both)
    readers = [is_valid(signed, folder) for signed in both]
    ratios = measuring.ratio(
        lambda: [product() for _ in range(BATCH)], lambda: [reference() for _ in range(BATCH)]
    )
    grown = _growth(product)
    good = equal and False not in readers and grown < FLAT_MEGABYTES
    return {
        "name": "sign a two-page result: kept key against the library as documented",
        "limit": f"at least {LIMIT:.0f}; memory flat over 1,000",
        "equal": equal,
        "pdfsig": "not measured" if None in readers else all(readers),
        "bytes": [len(pdf), *map(len, both)],
        "ratio": str(ratios),
        "milliseconds": round(ratios.product_seconds / BATCH * 1e3, 2),
        "milliseconds_cpu": round(ratios.product_cpu / BATCH * 1e3, 2),
        "milliseconds_reference": round(ratios.reference_seconds / BATCH * 1e3, 2),
        "megabytes_grown_over_1000": round(grown, 2),
        "verdict": measuring.verdict(ratios, LIMIT) if good else measuring.SHORT,
    }


def _growth(product: Callable[[], bytes]) -> float:
    """Megabytes more after 1,000 signatures than after the first hundred."""
    for _ in range(100):
        product()
    before = resident()
    for _ in range(1000):
        product()
    return resident() - before


if __name__ == "__main__":
    for name, value in run().items():
        print(f"{name}: {value}")
