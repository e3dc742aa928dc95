"""Translations are extracted from code and templates, kept when a text moves, and checked for being whole."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from rig import messages

CODE = """
from django.utils.translation import gettext as _, ngettext
_("Hello %(name)s")
ngettext("%(n)d parent", "%(n)d parents", 2)
"""
TEMPLATE = """{% load i18n %}
<p>{% translate "Sign up" %}
      {% blocktranslate trimmed with name=parent.name %}
        Dear {{ name }},
        welcome
      {% endblocktranslate %}</p>
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    for name in ("partners/apps.py", "portal/web/apps.py", "templates/partners/list.html", "templates/base.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    (tmp_path / "partners/forms.py").write_text(CODE)
    (tmp_path / "templates/partners/list.html").write_text(TEMPLATE)
    return tmp_path


def po(project: Path, app: str = "partners") -> polib.POFile:
    return polib.pofile(str(project / app / "locale/nl/LC_MESSAGES/django.po"))


def translate(project: Path, **dutch: str) -> None:
    file = po(project)
    for entry in file:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "%(n)d ouder", 1: "%(n)d ouders"}
        else:
            entry.msgstr = dutch.get(entry.msgid.split()[0], entry.msgid)
    file.save()
    messages.update(messages.gather())


def found(project: Path) -> list[str]:
    return list(messages.problems(messages.gather()))


def test_texts_of_code_and_templates_go_to_their_app(project: Path) -> None:
    (project / "templates/base.html").write_text('{% load i18n %}{% translate "Menu" %}')
    (project / "portal/web/pages.py").write_text('_("Page")')
    assert messages.update(messages.gather()) == 6
    assert {entry.msgid for entry in po(project)} == {
        "Hello %(name)s",
        "%(n)d parent",
        "Sign up",
        "Dear %(name)s, welcome",
    }
    assert [entry.msgid for entry in po(project, ".")] == ["Menu"]
    assert [entry.msgid for entry in po(project, "portal/web")] == ["Page"]


def test_whole_translation_passes(project: Path) -> None:
    messages.update(messages.gather())
    translate(project, Hello="Dag %(name)s")
    assert found(project) == []


def test_each_fault_is_named(project: Path) -> None:
    messages.update(messages.gather())
    assert any("no Dutch for 'Sign up'" in line for line in found(project))
    translate(project, Hello="Dag %(naam)s")
    assert any("other placeholders" in line for line in found(project))
    translate(project)
    (project / "partners/forms.py").write_text('_("New")')
    lines = found(project)
    assert any("lacks 'New'" in line for line in lines)
    assert any("which the code has no more" in line for line in lines)


def test_stale_or_fuzzy_is_named(project: Path) -> None:
    messages.update(messages.gather())
    translate(project)
    file = po(project)
    file[0].flags.append("fuzzy")
    file.save()
    lines = found(project)
    assert any("fuzzy" in line for line in lines)
    assert any("is not what its .po says" in line for line in lines)


def test_a_text_that_moves_keeps_its_dutch(project: Path) -> None:
    messages.update(messages.gather())
    translate(project, Hello="Dag %(name)s")
    (project / "partners/forms.py").write_text("")
    (project / "portal/web/pages.py").write_text('_("Hello %(name)s")')
    messages.update(messages.gather())
    assert po(project, "portal/web")[0].msgstr == "Dag %(name)s"
    assert "Hello %(name)s" not in {entry.msgid for entry in po(project)}


def test_a_text_in_an_f_string_is_named(project: Path) -> None:
    path = project / "partners/forms.py"
    assert list(messages.hidden(path)) == []
    path.write_text("""line = f"{_('Hello')} here" """)
    assert "hides a text in an f-string" in next(messages.hidden(path))
