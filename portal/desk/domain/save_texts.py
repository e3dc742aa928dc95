from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction

from portal.audit.domain.record import record
from portal.municipalities.models import Municipality
from portal.municipalities.words import DUTCH, LANGUAGES, TEXTS


@transaction.atomic
def save_text(*, municipality: Municipality, key: str, said: Mapping[str, str]) -> bool:
    """Speak with these words from now on, by language; a language that is not named keeps its own.

    Empty words go, and without Dutch ones the text is the ordinary one again. Says whether anything changed. Raises
    KeyError for a text that does not exist.
    """
    text = TEXTS[key]
    held = Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    before = held.own_texts.get(text.key, {})
    wanted = {code: words for code, words in {**before, **said}.items() if words and code in LANGUAGES}
    wanted = wanted if wanted.get(DUTCH) else {}
    changed = sorted(code for code in {*before, *wanted} if before.get(code) != wanted.get(code))
    if not changed:
        return False
    others = {name: words for name, words in held.own_texts.items() if name != text.key}
    held.own_texts = {**others, text.key: wanted} if wanted else others
    held.save(update_fields=["own_texts"])
    record("texts.saved", held, fields=(text.key, *changed))
    return True


def reset_text(*, municipality: Municipality, key: str) -> bool:
    """Speak with the ordinary words again, in every language; twice is harmless. Raises KeyError."""
    return save_text(municipality=municipality, key=key, said={DUTCH: ""})


@transaction.atomic
def save_languages(*, municipality: Municipality, languages: Collection[str]) -> bool:
    """Offer these languages beside Dutch from now on; words that were written in another one are kept.

    Says whether anything changed. Raises ValueError for a language that the portal does not have.
    """
    unknown = set(languages) - set(LANGUAGES)
    if unknown:
        raise ValueError(f"no such language: {sorted(unknown)}")
    wanted = [code for code in LANGUAGES if code in languages and code != DUTCH]
    held = Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    changed = sorted(set(wanted) ^ set(held.languages))
    if not changed:
        return False
    held.languages = wanted
    held.save(update_fields=["languages"])
    record("languages.saved", held, fields=changed)
    return True
