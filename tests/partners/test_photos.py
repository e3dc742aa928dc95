"""A photo of who is where: made anew, with a yes, and gone for everyone as soon as nobody may see it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from struct import pack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils.translation import override
from PIL import Image

from partners.domain.change_organisation import allow_organisation
from partners.domain.keep_photo import keep_photo
from partners.domain.keep_presence import add_presence, change_presence, remove_presence
from partners.models import Organisation, Presence
from portal.audit.models import AuditEntry
from portal.files.domain.sweep import sweep
from portal.files.models import File
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.web import photos
from portal.web.photos import SIDE, PhotoError, made_anew
from tests import cast
from tests.files.test_files import outdate
from tests.partners.agreements import works_for

PRESENT, WHERE = "/sliedrecht/aanwezig/", "/sliedrecht/wie-is-waar/"
SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"


def drawn(kind: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    made = BytesIO()
    Image.new(mode, size, 200 if mode == "L" else None).save(made, kind, **more)
    return made.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


def vast(width: int, height: int) -> bytes:
    """A PNG of so many points that is small itself."""
    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


def vast_webp(kind: bytes, head: bytes) -> bytes:
    return b"RIFF" + pack("<I", 30) + b"WEBP" + kind + pack("<I", len(head)) + head


def taken_there() -> bytes:
    """As a camera makes it: lying on its side, with the place, a name and a remark."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 6, "Anna Geheim"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 49.0, 7.7), 3: "E", 4: (4.0, 46.0, 2.3)})
    return drawn(exif=exif, comment=b"Achterstraat 3")


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with override("nl"):
        yield


@pytest.fixture
def ina(boom: Organisation) -> Presence:
    told = {"person": "Juf Ina", "role": "leerkracht", "times": "elke ochtend", "public": True}
    return add_presence(organisation=boom, facts=told)


@pytest.fixture
def shown(ina: Presence) -> Presence:
    return keep_photo(presence=ina, content=drawn(), publishes=True)


def chosen(content: bytes, name: str = "ina.jpg", **more: str) -> dict[str, object]:
    return {"photo": SimpleUploadedFile(name, content), "agreed": "on", **more}


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_a_photo_that_is_made_anew(shown: Presence, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made before the transaction that locks who it is of."""
    within: list[bool] = []

    def noted(content: bytes) -> bytes:
        within.append(connection.in_atomic_block)
        return made_anew(content)

    monkeypatch.setattr("partners.domain.keep_photo.made_anew", noted)
    keep_photo(presence=shown, content=drawn("PNG"), publishes=True)
    assert within == [False]


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "CMYK"), ("JPEG", "L"), ("PNG", "RGBA"), ("PNG", "P"),
                                            ("PNG", "I;16"), ("PNG", "LA"), ("WEBP", "RGBA")])  # fmt: skip
def test_whatever_a_photo_is_made_of_it_becomes_a_small_square(kind: str, mode: str) -> None:
    with Image.open(BytesIO(made_anew(drawn(kind, mode=mode)))) as made:
        assert (made.format, made.size, made.mode) == ("JPEG", (SIDE, SIDE), "RGB")


def test_place_name_and_remark_stay_behind() -> None:
    """Row U5: only the pixels come along."""
    before = taken_there()
    assert b"Anna Geheim" in before
    assert b"Achterstraat" in before
    made = made_anew(before)
    with Image.open(BytesIO(made)) as after:
        assert not after.getexif()
        assert not {"exif", "comment", "icc_profile"} & after.info.keys()
    assert b"Anna" not in made
    assert b"Achterstraat" not in made


def test_a_photo_that_lies_on_its_side_stands_up() -> None:
    picture = Image.new("RGB", (800, 400), "white")
    picture.paste("black", (0, 0, 400, 400))
    exif, made = Image.Exif(), BytesIO()
    exif[0x0112] = 6
    picture.save(made, "JPEG", exif=exif)
    with Image.open(BytesIO(made_anew(made.getvalue()))) as up:
        grey = up.convert("L").tobytes()
    above, below = grey[10 * SIDE + SIDE // 2], grey[(SIDE - 10) * SIDE + SIDE // 2]
    assert above < 50
    assert below > 200


def test_what_hides_behind_a_photo_stays_behind() -> None:
    """Row U5: a file that is a photo and something else becomes a photo."""
    polyglot = drawn() + b"PK\x03\x04" + SCRIPT
    assert SCRIPT in polyglot
    assert SCRIPT not in made_anew(polyglot)


VP8X = b"\0\0\0\0" + (49_999).to_bytes(3, "little") * 2
BOMBS = [vast(50_000, 50_000), vast(9_600, 9_600), vast(6_000, 5_000), vast_webp(b"VP8X", VP8X),
         vast_webp(b"VP8L", b"\x2f" + pack("<I", 0x3FFF | 0x3FFF << 14) + bytes(5)),
         vast_webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + pack("<HH", 16_000, 16_000))]  # fmt: skip


@pytest.mark.parametrize("content", BOMBS)
def test_too_many_points_are_refused_before_any_is_read(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row U5: the PNG of 50,000 by 50,000 points asks for no memory."""

    def read(_self: Image.Image) -> None:
        raise AssertionError

    monkeypatch.setattr(Image.Image, "load", read)
    with pytest.raises(PhotoError, match="te veel punten"):
        made_anew(content)


def test_what_costs_too_much_is_a_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: with fewer points allowed a plain photo is refused, with these it is taken."""
    assert made_anew(drawn("PNG"))
    monkeypatch.setitem(photos.MOST_POINTS, "PNG", 100)
    with pytest.raises(PhotoError, match="te veel punten"):
        made_anew(drawn("PNG"))


@pytest.mark.parametrize("content", [SVG, b"", b"GIF89a" + bytes(99), b"%PDF-1.7", b"PK\x03\x04", b" " + drawn(),
                                     b"RIFF\0\0\0\0WAVE"])  # fmt: skip
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    """Row U5: an SVG with a script, and what only has the name of a photo."""
    with pytest.raises(PhotoError, match="geen foto"):
        made_anew(content)


@pytest.mark.parametrize("content", [drawn()[:200], b"\xff\xd8\xff\xd9", vast(900, 900), drawn("WEBP")[:40],
                                     drawn("PNG")[:40]])  # fmt: skip
def test_a_broken_photo_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(PhotoError, match="niet lezen"):
        made_anew(content)


def test_from_choosing_to_everyone_s_page(partner: Client, client: Client, boom: Organisation, ina: Presence) -> None:
    allow_organisation(organisation=boom, may_register=False, may_publish=True)
    assert "Juf Ina" in client.get(WHERE).content.decode()
    assert "<img" not in client.get(WHERE).content.decode().split("</header>")[-1]
    assert partner.post(f"{PRESENT}{ina.public_id}/foto/", chosen(taken_there())).status_code == 302
    assert 'alt="Foto van Juf Ina"' in client.get(WHERE).content.decode()
    assert 'alt="Foto van Juf Ina"' in partner.get("/sliedrecht/organisaties/eigen/").content.decode()
    image = client.get(f"{WHERE}{ina.public_id}/foto/")
    assert image.content[:3] == b"\xff\xd8\xff"
    assert b"Anna" not in image.content
    assert (image["Content-Type"], image["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert image["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(action="presence.photo_kept").count() == 1


@pytest.mark.parametrize(
    ("sent", "wrong"),
    [({"agreed": ""}, "agreed"), ({"photo": ""}, "photo"), ({"photo": SimpleUploadedFile("a.svg", SVG)}, "photo"),
     ({"photo": SimpleUploadedFile("a.png", vast(50_000, 50_000))}, "photo"),
     ({"photo": SimpleUploadedFile("a.jpg", drawn() + bytes(8_000_000))}, "photo")],
)  # fmt: skip
def test_what_is_wrong_is_said(cjg: Client, ina: Presence, sent: dict[str, object], wrong: str) -> None:
    page = cjg.post(f"{PRESENT}{ina.public_id}/foto/", {**chosen(drawn()), **sent})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert not File.objects.exists()


def test_by_who_may_not_publish_cjg_sees_it_first(partner: Client, cjg: Client, ina: Presence) -> None:
    partner.post(f"{PRESENT}{ina.public_id}/foto/", chosen(drawn()))
    assert cjg.get(f"{WHERE}{ina.public_id}/foto/").status_code == 404
    for looks in (partner, cjg):
        assert looks.get(f"{PRESENT}{ina.public_id}/foto/bekijken/")["Content-Type"] == "image/jpeg"


def test_only_the_photo_waits_and_the_person_stays_for_everyone(
    partner: Client, cjg: Client, client: Client, ina: Presence
) -> None:
    photo, facts = f"{WHERE}{ina.public_id}/foto/", {"person": "Juf Ina", "role": "leerkracht", "times": "elke ochtend"}
    assert "zonder foto" in partner.get(f"{PRESENT}{ina.public_id}/foto/").content.decode()
    told = partner.post(f"{PRESENT}{ina.public_id}/foto/", chosen(drawn()), follow=True).content.decode()
    assert "Het CJG bekijkt eerst de foto" in told
    assert "De foto wacht op het CJG" in told
    everyone = Client().get(WHERE).content.decode()
    assert "Juf Ina" in everyone
    assert "Foto van Juf Ina" not in everyone
    partner.post(f"{PRESENT}{ina.public_id}/", {**facts, "place": "", "languages": "", "public": "on"})
    assert Client().get(photo).status_code == 404  # nor by saving what one sees
    one = Presence.objects.get()
    cjg.post(f"{PRESENT}{ina.public_id}/openbaar/", {"seen": ina.stamp})
    assert Client().get(photo).status_code == 404  # with another photo than was on the screen
    assert "Alleen de foto wacht" in cjg.get(f"{PRESENT}wachten/").content.decode()
    cjg.post(f"{PRESENT}{ina.public_id}/openbaar/", {"seen": one.stamp})
    assert Client().get(photo).status_code == 200


def test_nothing_waits_of_who_is_public_once_the_photo_is_gone(partner: Client, cjg: Client, ina: Presence) -> None:
    partner.post(f"{PRESENT}{ina.public_id}/foto/", chosen(drawn()))
    partner.post(f"{PRESENT}{ina.public_id}/foto/weg/")
    assert (Presence.objects.get().public, Presence.objects.get().waits) == (True, False)
    assert "Niemand wacht" in cjg.get(f"{PRESENT}wachten/").content.decode()


def test_it_is_there_only_while_everyone_may_see_it(client: Client, shown: Presence) -> None:
    """Row U7: no address of before opens what nobody may see any more."""
    address = f"{WHERE}{shown.public_id}/foto/"
    assert client.get(address).status_code == 200
    change_presence(presence=shown, facts={"public": False})
    assert client.get(address).status_code == 404
    change_presence(presence=shown, facts={"public": True})
    assert client.get(address).status_code == 200
    remove_presence(presence=shown)
    assert client.get(address).status_code == 404
    assert not File.objects.exists()


def test_one_press_takes_it_away(partner: Client, client: Client, shown: Presence) -> None:
    assert partner.post(f"{PRESENT}{shown.public_id}/foto/weg/").status_code == 302
    assert client.get(f"{WHERE}{shown.public_id}/foto/").status_code == 404
    assert "Juf Ina" in client.get(WHERE).content.decode()
    assert not File.objects.exists()
    assert partner.post(f"{PRESENT}{shown.public_id}/foto/weg/").status_code == 302
    assert AuditEntry.objects.filter(action="presence.photo_removed").count() == 1


def test_another_photo_takes_the_place_of_the_first_and_nobody_inherits_one(shown: Presence) -> None:
    keep_photo(presence=shown, content=drawn("PNG"), publishes=True)
    assert File.objects.count() == 1
    change_presence(presence=shown, facts={"role": "gymleraar"})
    assert File.objects.count() == 1
    change_presence(presence=shown, facts={"person": "Iemand Anders"})
    assert not File.objects.exists()


def test_after_a_year_it_is_gone_and_the_person_stays(client: Client, shown: Presence) -> None:
    assert shown.photo
    assert (shown.photo.expires_at - shown.photo.created_at).days == 365
    outdate(shown.photo)
    assert client.get(f"{WHERE}{shown.public_id}/foto/").status_code == 404
    sweep()
    assert Presence.objects.get(pk=shown.pk).photo is None
    assert "Juf Ina" in client.get(WHERE).content.decode()


def test_nobody_else_keeps_it(client: Client, shown: Presence, other: Municipality) -> None:
    """Rows U7 and T8: not another organisation, and not another municipality."""
    theirs = works_for(cast.organisation("De Wilg"))
    for page in ("foto/", "foto/bekijken/"):
        assert theirs.get(f"{PRESENT}{shown.public_id}/{page}").status_code == 404
    assert theirs.post(f"{PRESENT}{shown.public_id}/foto/weg/").status_code == 404
    assert client.get(f"/zwolle/wie-is-waar/{shown.public_id}/foto/").status_code == 404
    with use(other):
        cjg_there = cast.sign_in(Client(), cast.member("cjg"))
    assert cjg_there.get(f"/zwolle/aanwezig/{shown.public_id}/foto/bekijken/").status_code == 404
    assert File.objects.count() == 1
