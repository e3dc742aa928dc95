"""What languages are called, and which ones somebody typed. Codes are BCP 47."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from partners.spec.parents.languages import code_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_CODE = 12
LANGUAGES: dict[str, _StrPromise] = {
    "nl": pgettext_lazy("language", "Dutch"),
    "en": pgettext_lazy("language", "English"),
    "ar": pgettext_lazy("language", "Arabic"),
    "ary": pgettext_lazy("language", "Moroccan Arabic"),
    "tr": pgettext_lazy("language", "Turkish"),
    "pl": pgettext_lazy("language", "Polish"),
    "uk": pgettext_lazy("language", "Ukrainian"),
    "ti": pgettext_lazy("language", "Tigrinya"),
    "so": pgettext_lazy("language", "Somali"),
    "es": pgettext_lazy("language", "Spanish"),
    "fr": pgettext_lazy("language", "French"),
    "de": pgettext_lazy("language", "German"),
    "it": pgettext_lazy("language", "Italian"),
    "pt": pgettext_lazy("language", "Portuguese"),
    "ro": pgettext_lazy("language", "Romanian"),
    "bg": pgettext_lazy("language", "Bulgarian"),
    "hu": pgettext_lazy("language", "Hungarian"),
    "ru": pgettext_lazy("language", "Russian"),
    "sr": pgettext_lazy("language", "Serbian"),
    "hr": pgettext_lazy("language", "Croatian"),
    "bs": pgettext_lazy("language", "Bosnian"),
    "sq": pgettext_lazy("language", "Albanian"),
    "mk": pgettext_lazy("language", "Macedonian"),
    "el": pgettext_lazy("language", "Greek"),
    "fa": pgettext_lazy("language", "Persian"),
    "prs": pgettext_lazy("language", "Dari"),
    "ps": pgettext_lazy("language", "Pashto"),
    "ku": pgettext_lazy("language", "Kurdish"),
    "kmr": pgettext_lazy("language", "Kurmanji"),
    "ckb": pgettext_lazy("language", "Sorani"),
    "zgh": pgettext_lazy("language", "Berber"),
    "rif": pgettext_lazy("language", "Tarifit"),
    "pap": pgettext_lazy("language", "Papiamento"),
    "srn": pgettext_lazy("language", "Sranan Tongo"),
    "hns": pgettext_lazy("language", "Sarnami"),
    "hi": pgettext_lazy("language", "Hindi"),
    "ur": pgettext_lazy("language", "Urdu"),
    "pa": pgettext_lazy("language", "Punjabi"),
    "bn": pgettext_lazy("language", "Bengali"),
    "ta": pgettext_lazy("language", "Tamil"),
    "ne": pgettext_lazy("language", "Nepali"),
    "zh": pgettext_lazy("language", "Chinese"),
    "yue": pgettext_lazy("language", "Cantonese"),
    "vi": pgettext_lazy("language", "Vietnamese"),
    "th": pgettext_lazy("language", "Thai"),
    "id": pgettext_lazy("language", "Indonesian"),
    "ms": pgettext_lazy("language", "Malay"),
    "fil": pgettext_lazy("language", "Filipino"),
    "fy": pgettext_lazy("language", "Frisian"),
    "am": pgettext_lazy("language", "Amharic"),
    "om": pgettext_lazy("language", "Oromo"),
    "sw": pgettext_lazy("language", "Swahili"),
    "ln": pgettext_lazy("language", "Lingala"),
    "tw": pgettext_lazy("language", "Twi"),
    "ha": pgettext_lazy("language", "Hausa"),
    "yo": pgettext_lazy("language", "Yoruba"),
    "ig": pgettext_lazy("language", "Igbo"),
    "wo": pgettext_lazy("language", "Wolof"),
    "rw": pgettext_lazy("language", "Kinyarwanda"),
    "cs": pgettext_lazy("language", "Czech"),
    "sk": pgettext_lazy("language", "Slovak"),
    "sl": pgettext_lazy("language", "Slovenian"),
    "lt": pgettext_lazy("language", "Lithuanian"),
    "lv": pgettext_lazy("language", "Latvian"),
    "et": pgettext_lazy("language", "Estonian"),
    "fi": pgettext_lazy("language", "Finnish"),
    "sv": pgettext_lazy("language", "Swedish"),
    "no": pgettext_lazy("language", "Norwegian"),
    "da": pgettext_lazy("language", "Danish"),
    "hy": pgettext_lazy("language", "Armenian"),
    "ka": pgettext_lazy("language", "Georgian"),
    "az": pgettext_lazy("language", "Azerbaijani"),
    "he": pgettext_lazy("language", "Hebrew"),
    "ja": pgettext_lazy("language", "Japanese"),
    "ko": pgettext_lazy("language", "Korean"),
    "mn": pgettext_lazy("language", "Mongolian"),
    "af": pgettext_lazy("language", "Afrikaans"),
    "tru": pgettext_lazy("language", "Suryoyo"),
    "aii": pgettext_lazy("language", "Assyrian"),
    "rom": pgettext_lazy("language", "Romani"),
    "dse": pgettext_lazy("language", "Dutch sign language"),
}
_BETWEEN = re.compile(r"[,;/\n]|\s(?:en|and)\s")


def name_of(code: str) -> _StrPromise | str:
    """The language in words; a code that nobody knows stays as it is."""
    return LANGUAGES.get(code, code)


def names_of(codes: Iterable[str]) -> str:
    """These languages in words, in the order in which they stand."""
    return ", ".join(str(name_of(code)) for code in codes)


def typed(text: str) -> tuple[list[str], list[str]]:
    """The codes of the languages in a typed list, each once, and the words that are no language we know."""
    words = [" ".join(word.split()) for word in _BETWEEN.split(text) if word.strip()]
    found = [(word, code_of(word)) for word in words]
    return list(dict.fromkeys(code for _, code in found if code)), [word for word, code in found if not code]
