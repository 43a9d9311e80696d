"""Sign a PDF with the agency's key: PAdES, baseline B-B, or B-T with a time stamp.

The page is certified (ISO 32000-1, 12.8.2.2): no change at all is allowed after it. No
server is asked for anything, unless a time stamp is wanted from one.
"""

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper, TimestampRequestError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from xapi.court.keys import Key, PrivateKey
from xapi.problems import RecordsError

FIELD: Final = "AgencySignature"
#: what a screen reader says of the field (ISO 14289-1, 7.18.4)
_TOLD: Final = "Electronic signature of the agency"
_SECONDS: Final = 20
#: bytes of a signature beside its certificates, and of a time stamp
_ROOM: Final = 3_000
_STAMP: Final = 12_000

Sign = Callable[[bytes], bytes]


class _Signer(signers.Signer):
    """A signer that keeps its key open: pyHanko's own reads it anew for each page."""

    def __init__(self, key: Key) -> None:
        certificates = [_certificate(each) for each in (key.certificate, *key.others)]
        super().__init__(
            signing_cert=certificates[0],
            cert_registry=SimpleCertificateStore.from_certs(certificates),
        )
        self._key = key.private

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        return _raw(self._key, data)


class _Writer(IncrementalPdfFileWriter):
    """A writer that leaves the metadata alone: pyHanko's are no PDF/A any more."""

    def _update_meta(self) -> None:
        pass


def signer(key: Key, timestamp: str | None = None) -> Sign:
    """Return a function that signs PDFs of the press.

    It raises RecordsError where no time stamp comes.
    """
    stamper = HTTPTimeStamper(timestamp, timeout=_SECONDS) if timestamp else None
    held = sum(len(_der(each)) for each in (key.certificate, *key.others))
    room = _ROOM + held + (_STAMP if stamper else 0)
    about = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )
    by = signers.PdfSigner(about, _Signer(key), timestamper=stamper)

    def sign(pdf: bytes) -> bytes:
        writer = _with_field(pdf)
        out = io.BytesIO()
        options = {"existing_fields_only": True, "bytes_reserved": 2 * room}
        try:
            _apart(lambda: by.sign_pdf(writer, output=out, **options))
        except (TimestampRequestError, OSError) as error:
            raise RecordsError(
                f"{timestamp} gave no time stamp ({type(error).__name__}): nothing was "
                "signed. Try again, or leave --timestamp out."
            ) from error
        return out.getvalue()

    return sign


def _apart(call: Callable[[], object]) -> None:
    """Call in a thread of its own: pyHanko begins an event loop, and a notebook has one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        thread.submit(call).result()


def _with_field(pdf: bytes) -> IncrementalPdfFileWriter:
    """Return a page with a field for the signature that has its place in the structure.

    The field cannot be seen; it is a form all the same (ISO 14289-1, 7.18.4).
    """
    # An object begins on a line of its own (ISO 19005-2, 6.1.9); typst ends without one.
    writer = _Writer(io.BytesIO(pdf + b"\n"))
    fields.append_signature_field(
        writer, fields.SigFieldSpec(FIELD, readable_field_name=_TOLD)
    )
    page = writer.root["/Pages"]["/Kids"][0]
    place = page.raw_get("/Annots").get_object().raw_get(0)
    tree = writer.root["/StructTreeRoot"]
    whole = tree["/K"].raw_get(0)
    form = _form(writer, place, page.container_ref, whole)
    whole.get_object()["/K"].append(form)
    number = int(tree["/ParentTreeNextKey"])
    tree["/ParentTree"]["/Nums"].extend([generic.NumberObject(number), form])
    tree[pdf_name("/ParentTreeNextKey")] = generic.NumberObject(number + 1)
    widget = place.get_object()
    widget[pdf_name("/StructParent")] = generic.NumberObject(number)
    for changed in (tree, whole.get_object(), widget):
        writer.update_container(changed)
    return writer


def _form(
    writer: IncrementalPdfFileWriter,
    place: generic.IndirectObject,
    page: generic.Reference,
    whole: generic.IndirectObject,
) -> generic.IndirectObject:
    """Return the structure element of the field (ISO 32000-1, 14.7.4.3)."""
    refers = {
        pdf_name("/Type"): pdf_name("/OBJR"),
        pdf_name("/Obj"): place,
        pdf_name("/Pg"): generic.IndirectObject(page.idnum, page.generation, writer),
    }
    element = {
        pdf_name("/Type"): pdf_name("/StructElem"),
        pdf_name("/S"): pdf_name("/Form"),
        pdf_name("/P"): whole,
        pdf_name("/Alt"): generic.TextStringObject(_TOLD),
        pdf_name("/K"): generic.DictionaryObject(refers),
    }
    return writer.add_object(generic.DictionaryObject(element))


def _raw(private: PrivateKey, data: bytes) -> bytes:
    if isinstance(private, rsa.RSAPrivateKey):
        return private.sign(data, padding.PKCS1v15(), hashes.SHA256())
    return private.sign(data, ec.ECDSA(hashes.SHA256()))


def _certificate(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(_der(certificate))


def _der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.DER)
