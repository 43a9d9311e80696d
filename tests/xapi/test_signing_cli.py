"""`signing`: keys that may sign, keys that may not, and whose they are."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import page as page_validation
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader

from tests.xapi.court_facts import facts
from tests.xapi.office import DAY, SECRET, Office, index, run
from tests.xapi.stamp_server import stamping
from xapi.cli.court import PASSPHRASE
from xapi.court import keys
from xapi.court.issue import Workshop, made
from xapi.court.press import PAGE, press
from xapi.court.signing import signer
from xapi.court.verify import verified
from xapi.problems import RecordsError


@pytest.fixture(autouse=True)
def there(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.folder)


def test_a_new_key_is_never_written_over_another(office: Office) -> None:
    before = (office.folder / "signing.p12").read_bytes()
    told = run("signing", "new")
    assert told.exit_code == 1 and "there already" in told.stderr
    assert run("signing", "numbers").exit_code == 1
    assert (office.folder / "signing.p12").read_bytes() == before


def test_a_short_passphrase_makes_no_key(tmp_path: Path) -> None:
    path = tmp_path / "short.p12"
    told = run("signing", "new", "--key", str(path), **{PASSPHRASE: "short"})
    assert told.exit_code == 1 and "12 characters" in told.stderr
    assert not path.exists()


def test_show_says_whose_key_it_is(office: Office) -> None:
    told = run("signing", "show")
    assert told.exit_code == 0, told.output
    certificate = keys.read_certificate(office.folder / "signing.cer")
    assert keys.fingerprint(certificate) in told.stdout
    assert "Holder: River County Probation" in told.stdout
    assert "PRIVATE" not in told.stdout


def bought(
    path: Path,
    *,
    begins: int = -1,
    ends: int = 400,
    signs: bool = True,
    private: keys.PrivateKey | None = None,
) -> Path:
    """Write a key such as an issuer gives; `begins` and `ends` in days from now."""
    private = private or ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    name = x509.Name(
        [x509.NameAttribute(NameOID.COMMON_NAME, "River County Probation")]
    )
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example issuer")])
    use = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment"), False
    )
    use |= dict.fromkeys(("key_agreement", "key_cert_sign", "crl_sign"), False)
    use |= dict.fromkeys(("encipher_only", "decipher_only"), False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(now + timedelta(days=begins))
        .not_valid_after(now + timedelta(days=ends))
        .add_extension(x509.KeyUsage(digital_signature=signs, **use), critical=True)
        .sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())
    )
    locked = serialization.BestAvailableEncryption(SECRET.encode())
    data = pkcs12.serialize_key_and_certificates(
        b"", private, certificate, None, locked
    )
    path.write_bytes(data)
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ({"begins": -400, "ends": -1}, "the certificate ended on"),
        ({"begins": 2}, "the certificate begins on"),
        ({"signs": False}, "does not allow its key to sign"),
        ({"private": rsa.generate_private_key(65_537, 1_024)}, "use RSA"),
    ],
)
def test_a_key_that_may_not_sign_is_refused(
    made: dict[str, int], said: str, tmp_path: Path
) -> None:
    path = bought(tmp_path / "bought.p12", **made)  # type: ignore[arg-type]
    with pytest.raises(RecordsError, match=said):
        keys.open_key(path, SECRET, datetime.now(UTC))


def test_a_key_that_ends_soon_is_warned_about(tmp_path: Path) -> None:
    path = bought(tmp_path / "bought.p12", ends=20)
    key = keys.open_key(path, SECRET, datetime.now(UTC))
    assert "ends on" in (keys.warning(key.certificate, datetime.now(UTC)) or "")


def test_a_file_that_is_no_key_is_told(tmp_path: Path) -> None:
    path = tmp_path / "no.p12"
    for data in (b"", b"no key", bytes(2_000_000)):
        path.write_bytes(data)
        path.chmod(0o600)
        with pytest.raises(RecordsError):
            keys.open_key(path, SECRET, datetime.now(UTC))


def test_another_key_with_the_same_name_is_told_apart(
    office: Office, tmp_path: Path
) -> None:
    bought(tmp_path / "other.p12")
    other = (office.folder / "report.toml").read_text()
    other = other.replace('"signing.p12"', f'"{tmp_path / "other.p12"}"')
    other += f'numbers = "{office.folder / "numbers.key"}"\n'
    (office.folder / "other.toml").write_text(other)
    told = run(
        *("court", office.complete, "--as-of", DAY, "--out", str(tmp_path)),
        JANESCHOOL_REPORT="other.toml",
    )
    assert told.exit_code == 0, told.output
    page = str(tmp_path / f"{office.complete}-{DAY}.pdf")
    told = run("verify", page)
    assert told.exit_code == 1
    assert "another key than the agency's, though it says the same name" in told.stdout
    shown = run("signing", "show", str(tmp_path / "other.p12"))
    assert "Issuer: CN=Example issuer" in shown.stdout
    told = run("verify", page, "--certificate", str(tmp_path / "other.cer"))
    assert told.exit_code == 0, told.output


def test_a_certificate_of_a_former_key_is_known(office: Office, tmp_path: Path) -> None:
    certificate = office.folder / "signing.cer"
    settings = (office.folder / "report.toml").read_text()
    settings = settings.replace('"signing.p12"', '"newer.p12"')
    settings += f'former = ["{certificate}"]\nnumbers = "numbers.key"\n'
    (office.folder / "newer.toml").write_text(settings)
    page = str(office.pages / index(office)[0]["file"])
    told = run("verify", page, JANESCHOOL_REPORT="newer.toml")
    assert told.exit_code == 0, told.output


def test_a_time_stamp_is_asked_for_only_where_one_is_wanted(
    office: Office, tmp_path: Path
) -> None:
    """Two pages, each with a stamp of its own (PAdES B-T); both still conform."""
    certificate = keys.read_certificate(office.folder / "signing.cer")
    key = keys.open_key(office.folder / "signing.p12", SECRET, datetime.now(UTC))
    asked = ("court", *office.tokens[:2], "--as-of", DAY, "--out", str(tmp_path))
    with stamping(key) as address:
        told = run(*asked, "--timestamp", address)
    assert told.exit_code == 0, told.output
    for path in sorted(tmp_path.glob("*.pdf")):
        [found] = PdfFileReader(io.BytesIO(path.read_bytes())).embedded_signatures
        kinds = [each["type"].native for each in found.signer_info["unsigned_attrs"]]
        assert kinds == ["signature_time_stamp_token"]
        assert page_validation.is_pdf_compliant(str(path), profile="pdfa-2a")
        assert verified(path, [certificate]).good
    with press() as printed:
        plain, _ = made(PAGE, facts(), Workshop(printed, bytes(32)))
    for wrong in (address, "no address"):
        with pytest.raises(RecordsError, match="gave no time stamp"):
            signer(key, wrong)(plain)
