"""P2: a field of any model of ours that says not what it is for and how long fails the build."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import models
from django.utils import translation

from portal.municipalities.checks import STOREYS
from portal.municipalities.spec import Keep, Kind


def _ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".", maxsplit=1)[0] in STOREYS]


def _keeps() -> Iterator[tuple[str, Keep]]:
    for model in _ours():
        yield from ((model._meta.label, keep) for keep in getattr(model, "KEEPS", ()))


def test_p02_the_build_is_content() -> None:
    call_command("check", tags=["models"])


@pytest.mark.parametrize("model", _ours(), ids=lambda model: model._meta.label)
def test_p02_control_without_one_of_its_purposes_the_build_fails(
    model: type[models.Model], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model, "KEEPS", getattr(model, "KEEPS", ())[1:])
    with pytest.raises(SystemCheckError, match=r"portal\.E004"):
        call_command("check", tags=["models"])


def test_p02_purpose_and_end_are_said_in_dutch() -> None:
    said = [(label, text) for label, keep in _keeps() for text in (keep.purpose, keep.until)]
    with translation.override("nl"):
        dutch = [str(text) for _, text in said]
    with translation.override("en"):
        english = [str(text) for _, text in said]
    assert all(dutch)
    same = [said[number][0] for number, text in enumerate(dutch) if text == english[number]]
    assert same == []


def test_p02_what_says_something_of_a_person_has_an_end() -> None:
    for_ever = [label for label, keep in _keeps() if keep.kind is Kind.PERSONAL and _for_ever(keep)]
    assert for_ever == []
    assert [label for label, keep in _keeps() if keep.kind is Kind.ORDINARY and _for_ever(keep)]


def _for_ever(keep: Keep) -> bool:
    with translation.override("en"):
        return str(keep.until) == "as long as the portal runs"
