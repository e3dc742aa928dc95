"""A method is one folder: copied it works, deleted it breaks nothing, broken it says why and leaves the rest alone."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date, time
from pathlib import Path

import pytest

import programmes.methods
from programmes import checks, registry
from programmes.spec import GroupSize, Method, Mistake, Sessions, Weekday

REAL = Path(programmes.methods.__path__[0])
Home = Callable[[str], Path]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the methods folder in place of the real one, so that a test may add and delete."""
    copy = tmp_path / "methods"
    shutil.copytree(REAL, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(programmes.methods, "__path__", [str(copy)])
    read_again()
    yield copy
    monkeypatch.undo()
    read_again()


def read_again() -> None:
    """Start anew: forget what was imported and read."""
    for name in [name for name in sys.modules if name.startswith("programmes.methods.")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    registry.library.cache_clear()


def broken(home: Path, folder: str, text: str) -> list[str]:
    """The complaints of the check about a folder with this method.py; the others must keep working."""
    (home / folder).mkdir()
    (home / folder / "method.py").write_text(text)
    read_again()
    assert registry.method("kids-en-koffie").name == "Kids & Koffie"
    found = checks.methods_work()
    assert {error.id for error in found} == {"programmes.E001"}
    assert all(error.hint for error in found)
    return [str(error.msg) for error in found]


def good() -> Method:
    return registry.method("kids-en-koffie")


# The folder


def test_every_folder_in_the_project_is_a_working_method() -> None:
    assert checks.methods_work() == []
    assert good().version == 1


def test_a_copied_folder_is_a_new_method(home: Path) -> None:
    shutil.copytree(home / "kids_en_koffie", home / "thee_en_taart")
    read_again()
    assert checks.methods_work() == []
    assert [method.slug for method in registry.methods()] == ["kids-en-koffie", "thee-en-taart"]
    assert registry.method("thee-en-taart").phases == good().phases


def test_a_deleted_folder_breaks_nothing_else(home: Path) -> None:
    shutil.copytree(home / "kids_en_koffie", home / "thee_en_taart")
    shutil.rmtree(home / "kids_en_koffie")
    read_again()
    assert checks.methods_work() == []
    assert [method.slug for method in registry.methods()] == ["thee-en-taart"]
    with pytest.raises(registry.UnknownMethod):
        registry.method("kids-en-koffie")


def test_compiled_leftovers_of_a_deleted_folder_are_no_method(home: Path) -> None:
    (home / "weg" / "__pycache__").mkdir(parents=True)
    read_again()
    assert checks.methods_work() == []


def test_no_methods_at_all_is_an_empty_library(home: Path) -> None:
    shutil.rmtree(home / "kids_en_koffie")
    read_again()
    assert registry.methods() == []


# What is wrong with it


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "declares no METHOD"),
        ("METHOD = 'Kids & Koffie'", "declares no METHOD"),
        ("METHOD = ", "SyntaxError"),
        ("import nergens_te_vinden", "ModuleNotFoundError"),
        ("1 / 0", "ZeroDivisionError"),
        ("from programmes.spec import Method\nMETHOD = Method(version=1)", "missing"),
        ("from programmes.spec import GroupSize\nGroupSize(20, 10)", "the smallest group"),
    ],
)
def test_a_broken_folder_is_named_with_its_reason(home: Path, text: str, said: str) -> None:
    (message,) = broken(home, "kapot", text)
    assert "kapot" in message
    assert said in message


def test_a_folder_without_method_is_named(home: Path) -> None:
    (home / "leeg").mkdir()
    (home / "leeg" / "README.md").write_text("later")
    read_again()
    (error,) = checks.methods_work()
    assert "leeg" in str(error.msg)


def test_a_folder_with_a_wrong_name_is_named(home: Path) -> None:
    (message,) = broken(home, "thee-en-taart", "")
    assert "other signs than letters" in message


def test_two_folders_with_one_slug_are_both_refused(home: Path) -> None:
    for folder in ("een", "twee"):
        (home / folder).mkdir()
        text = (home / "kids_en_koffie/method.py").read_text().replace("version=1,", "version=1,\n    slug='zelfde',")
        (home / folder / "method.py").write_text(text)
    read_again()
    assert [str(error.msg).split()[3] for error in checks.methods_work()] == ["een", "twee"]
    assert [method.slug for method in registry.methods()] == ["kids-en-koffie"]


# The declaration


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": 0}, "version"), ({"slug": "Kids & Koffie"}, "slug"), ({"slug": "a" * 61}, "slug"),
        ({"phases": ()}, "at least one phase"), ({"name": " "}, "name is empty"),
        ({"phases": good().phases * 2}, "phases has 'start' twice"), ({"roles": good().roles * 2}, "'volunteer' twice"),
        ({"texts": good().texts * 2}, "twice"), ({"capacity": good().capacity * 2}, "'places' twice"),
    ],
)  # fmt: skip
def test_a_declaration_that_contradicts_itself_is_refused(change: dict[str, object], said: str) -> None:
    fields = {name: getattr(good(), name) for name in Method.__dataclass_fields__}
    with pytest.raises(Mistake, match=said):
        Method(**{**fields, **change})


def test_a_group_has_a_size() -> None:
    with pytest.raises(Mistake, match="smallest group"):
        GroupSize(0, 10)


def test_a_plan_is_json_and_holds_everything() -> None:
    plan = good().plan()
    assert json.loads(json.dumps(plan)) == plan
    assert plan["phases"][1]["sessions"]["start"] == "09:30:00"
    assert plan["evidence"]["level"] == "described"
    assert set(plan) == set(Method.__dataclass_fields__)


def test_a_text_in_another_language_falls_back_on_dutch() -> None:
    assert good().text("invitation", "tr") == good().text("invitation", "nl") is not None
    assert good().text("rap") is None


# The pattern of days

MONDAYS = Sessions(weekday=Weekday.MONDAY, start=time(9, 30), end=time(11))


def test_days_start_at_the_first_monday_and_keep_their_distance() -> None:
    days = MONDAYS.days(date(2026, 12, 2), 3)
    assert days == [date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21)]


def test_a_closed_day_is_skipped_and_the_number_stays() -> None:
    christmas = {date(2026, 12, 21), date(2026, 12, 28)}
    days = MONDAYS.days(date(2026, 12, 14), 3, closed=christmas.__contains__)
    assert days == [date(2026, 12, 14), date(2027, 1, 4), date(2027, 1, 11)]


def test_when_every_day_is_closed_there_are_none() -> None:
    assert MONDAYS.days(date(2026, 12, 14), 3, closed=lambda _day: True) == []


@pytest.mark.parametrize("wrong", [{"end": time(9)}, {"every_days": 0}, {"count": 0}])
def test_a_pattern_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Mistake):
        Sessions(**{"weekday": Weekday.MONDAY, "start": time(9, 30), "end": time(11), **wrong})  # type: ignore[arg-type]  # wrong on purpose


# Kids & Koffie


def test_kids_en_koffie_is_as_sliedrecht_does_it() -> None:
    ((phase, sessions),) = good().meetings()
    assert phase.key == "mondays"
    assert (sessions.weekday, sessions.start, sessions.end) == (Weekday.MONDAY, time(9, 30), time(11))
    assert sessions.walk_in
    assert good().group == GroupSize(10, 20)
    assert [(role.key, role.at_least) for role in good().roles if role.must_be_present] == [("volunteer", 3)]


def test_its_texts_fit_where_they_go() -> None:
    longest = {"invitation": 2000, "summary": 300, "written_down": 300, "newsletter": 600}
    assert {text.key for text in good().texts} == longest.keys()
    assert all(len(text.body) <= longest[text.key] for text in good().texts)
    assert len(good().audience) <= 120
