"""What a parent agreed to can be shown later: the Dutch of a version never changes, a new text is a new version."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from partners.spec.consent import LIST_TEXT, SIGN_UP_TEXT, STOP_TEXT, TEXTS

# Never change a line here: add one.
READ = {
    "sign-up-1": "U mag mij uitnodigen voor activiteiten bij mij in de buurt. Ik kan dat met één klik stoppen.",
    "sign-up-2": "U mag mij uitnodigen voor activiteiten bij mij in de buurt. Stoppen kan met één klik.",
    "list-1": "De organisatie heeft de ouders op deze lijst gevraagd of we hen mogen uitnodigen voor activiteiten.",
    "stop-1": "Ik wil geen uitnodigingen meer.",
    "feedback-1": "U mag mij achteraf vragen hoe een activiteit was. Ik hoef niet te antwoorden.",
    "feedback-stop-1": "Vraag mij niet hoe een activiteit was.",
    "introductions-1": "U mag mij in contact brengen met een organisatie of een andere ouder. "
    "U vraagt mij elke keer eerst met wie.",
    "introductions-stop-1": "Breng mij niet in contact met anderen.",
    "stop-all-1": "Ik wil niets meer van u horen, nergens over.",
}


@pytest.mark.parametrize("version", READ)
def test_each_version_reads_as_it_was_agreed_to(version: str) -> None:
    with override("nl"):
        assert str(TEXTS[version]) == READ[version]


def test_no_version_is_without_its_words_here_and_what_is_used_is_one_of_them() -> None:
    assert TEXTS.keys() == READ.keys() >= {SIGN_UP_TEXT, LIST_TEXT, STOP_TEXT}
