"""A photo of a person that somebody uploaded, made anew: small, square, and without what a camera writes into it."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MAX_BYTES = 8_000_000
SIDE = 480
# A JPEG is made smaller while it is read; of the others each point stands in memory.
MOST_POINTS = {"JPEG": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
MEDIA_TYPE = "image/jpeg"
# A face is above the middle more often than below it.
FACE = (0.5, 0.4)
WHITE = (255, 255, 255)
BROKEN = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning)


class PhotoError(Exception):
    """Not a photo, or one that costs too much; says so in words."""


def made_anew(content: bytes) -> bytes:
    """The middle of the photo as a small JPEG: pixels only, no place, no time, nothing behind it. Raises PhotoError."""
    if len(content) > MAX_BYTES:
        raise PhotoError(_("This photo is larger than 8 MB. Choose a smaller one."))
    kind = _kind_of(content)
    if kind == "WEBP" and _points_of_webp(content) > MOST_POINTS[kind]:
        raise PhotoError(_TOO_MANY)
    try:
        with Image.open(BytesIO(content), formats=(kind,)) as photo:
            # Only the head has been read so far.
            if photo.width * photo.height > MOST_POINTS[kind]:
                raise PhotoError(_TOO_MANY)
            return _small(photo)
    except BROKEN as error:
        raise PhotoError(_TOO_MANY if _is_bomb(error) else _BROKEN) from error


def _kind_of(content: bytes) -> str:
    """By what the file begins with; its name and what the browser said of it count for nothing."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    raise PhotoError(_("This is not a photo that we can read. Choose a photo of the kind JPEG, PNG or WebP."))


def _points_of_webp(content: bytes) -> int:
    """From its head: the library makes room for the whole picture as soon as it opens one."""
    kind, head = content[12:16], content[20:30]
    if kind == b"VP8X":
        return (1 + int.from_bytes(head[4:7], "little")) * (1 + int.from_bytes(head[7:10], "little"))
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (1 + (bits & 0x3FFF)) * (1 + (bits >> 14 & 0x3FFF))
    return (int.from_bytes(head[6:8], "little") & 0x3FFF) * (int.from_bytes(head[8:10], "little") & 0x3FFF)


def _small(photo: Image.Image) -> bytes:
    photo.draft("RGB", (2 * SIDE, 2 * SIDE))
    upright = ImageOps.exif_transpose(photo)
    square = ImageOps.fit(upright, (SIDE, SIDE), centering=FACE).convert("RGBA")
    # A new picture: whatever the old one carried beside its pixels stays behind.
    clean = Image.new("RGB", (SIDE, SIDE), WHITE)
    clean.paste(square, mask=square.getchannel("A"))
    made = BytesIO()
    clean.save(made, "JPEG", quality=85, optimize=True)
    return made.getvalue()


def _is_bomb(error: Exception) -> bool:
    return isinstance(error, Image.DecompressionBombError | Image.DecompressionBombWarning)


_TOO_MANY = _("This picture has too many points. Choose one as a phone makes it.")
_BROKEN = _("We could not read this photo. Open it on your device, save it anew, and try again.")
