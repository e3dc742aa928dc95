from __future__ import annotations

import re

from django.utils.translation import gettext as _

from partners.spec.parents.cell import Reading, nothing, shown
from portal.web.sheets.words import fold

# BCP 47 code, then the folded names: Dutch, English, and how its speakers write it.
_NAMES = {
    "nl": "nederlands nederlandse dutch hollands vlaams ned nld nederlandstalig",
    "en": "engels engelse english eng engelstalig",
    "ar": "arabisch arabische arabic ara syrischarabisch irakees egyptisch arabischsyrisch العربية عربي",
    "ary": "marokkaans marokkaansarabisch arabischmarokkaans darija",
    "tr": "turks turk turkse turkish turkce tur",
    "pl": "pools poolse polish polski polska pol",
    "uk": "oekraiens oekraiense ukrainian українська ukr oekrains",
    "ti": "tigrinya tigrinja tigrigna tigrinia tigrynia ትግርኛ tir eritrees",
    "so": "somalisch somali soomaali somalische som",
    "es": "spaans spaanse spanish espanol castellano spa",
    "fr": "frans franse french francais fra fre",
    "de": "duits duitse german deutsch deu ger",
    "it": "italiaans italian italiano",
    "pt": "portugees portuguese portugues braziliaans",
    "ro": "roemeens romanian romana",
    "bg": "bulgaars bulgarian български",
    "hu": "hongaars hungarian magyar",
    "ru": "russisch russian русский rus",
    "sr": "servisch serbian srpski",
    "hr": "kroatisch croatian hrvatski",
    "bs": "bosnisch bosnian bosanski",
    "sq": "albanees albanian shqip kosovaars",
    "mk": "macedonisch macedonian",
    "el": "grieks greek ellinika",
    "fa": "farsi perzisch persian iraans فارسی",
    "prs": "dari دری",
    "ps": "pasjtoe pashto pashtu pasjto پښتو",
    "ku": "koerdisch kurdish kurdi koerdische",
    "kmr": "kurmanci kurmandji kurmanji",
    "ckb": "sorani soranikoerdisch",
    "zgh": "berbers tamazight berber amazigh",
    "rif": "tarifit riffijns rifberbers riffijnsberbers",
    "pap": "papiaments papiamentu papiamento antilliaans",
    "srn": "sranan sranantongo surinaams sranantonga",
    "hns": "sarnami hindoestaans sarnamihindoestaans",
    "hi": "hindi",
    "ur": "urdu oerdoe اردو",
    "pa": "punjabi panjabi",
    "bn": "bengaals bengali",
    "ta": "tamil",
    "ne": "nepalees nepali",
    "zh": "chinees chinese mandarijn mandarin 中文",
    "yue": "kantonees cantonese",
    "vi": "vietnamees vietnamese",
    "th": "thai thais",
    "id": "indonesisch indonesian bahasa",
    "ms": "maleis malay",
    "fil": "filipijns tagalog filipino",
    "fy": "fries frysk frisian",
    "am": "amhaars amharic amhaarisch",
    "om": "oromo",
    "sw": "swahili",
    "ln": "lingala",
    "tw": "twi akan",
    "ha": "hausa",
    "yo": "yoruba",
    "ig": "igbo",
    "wo": "wolof",
    "rw": "kinyarwanda",
    "cs": "tsjechisch czech cestina",
    "sk": "slowaaks slovak slovencina",
    "sl": "sloveens slovenian",
    "lt": "litouws lithuanian lietuviu",
    "lv": "lets latvian latviesu",
    "et": "ests estonian",
    "fi": "fins finnish suomi",
    "sv": "zweeds swedish svenska",
    "no": "noors norwegian norsk",
    "da": "deens danish dansk",
    "hy": "armeens armenian",
    "ka": "georgisch georgian",
    "az": "azerbeidzjaans azeri azerbaijani",
    "he": "hebreeuws hebrew ivriet",
    "ja": "japans japanese",
    "ko": "koreaans korean",
    "mn": "mongools mongolian",
    "af": "afrikaans",
    "tru": "suryoyo turoyo",
    "aii": "assyrisch aramees assyrian aramaic",
    "rom": "romani roma romanes",
    "dse": "gebarentaal nederlandsegebarentaal ngt",
}
_CODES = {word: code for code, words in _NAMES.items() for word in (code, *words.split())}
_TAG = re.compile(r"^([a-z]{2,3})[-_][a-z]{2,4}$")
_BETWEEN = re.compile(r"[/,;+&|()\[\]]|\s-\s|\b(?:en|and|of|plus)\b", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"[^\w]+")
_DUTCH = "nl"


def read_language(cell: str) -> Reading[str]:
    """Give the home language as BCP 47 tag.

    Where several are named the first one that is not Dutch counts: Dutch everyone here gets anyway.
    """
    empty = nothing(cell)
    if empty is not None:
        return empty
    codes = [code for code in map(code_of, _pieces(cell)) if code]
    if codes:
        return Reading(next((code for code in codes if code != _DUTCH), _DUTCH))
    text = _("We do not know the language “%(value)s”. We leave it out.")
    return Reading(text=text % {"value": shown(cell)})


def _pieces(cell: str) -> list[str]:
    """Give the whole, its parts, and at last its words."""
    parts = [part for part in _BETWEEN.split(cell) if part.strip()]
    if any(code_of(part) for part in parts):
        return parts
    return [cell, *parts, *_NOT_A_WORD.split(cell)]


def code_of(piece: str) -> str | None:
    """The code of the language with this name; None for what is none."""
    folded = fold(piece.strip())
    tag = _TAG.match(folded)
    return _CODES.get(tag[1] if tag else _NOT_A_WORD.sub("", folded))
