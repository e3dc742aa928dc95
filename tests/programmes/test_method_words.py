"""A method's folder brings its own Dutch: no other file knows of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

import portal.settings
from rig import messages

REAL = Path(portal.settings.__file__)
VIEW = 'from django.utils.translation import gettext as _\n_("Tea and cake for all")\n'
# A copy of the settings in a project of its own; the rest of the portal is the real one.
INIT = f"__path__.append({str(REAL.parent)!r})\n"
ASK = """
from django.apps import apps
from django.conf import settings
from django.utils import translation
from portal.settings import LOCALE_PATHS
settings.configure(USE_I18N=True, LOCALE_PATHS=LOCALE_PATHS)
apps.populate([])
with translation.override("nl"):
    print(translation.gettext("Tea and cake for all"))
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one method in it, whose view has a text."""
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    for name, text in (("portal/__init__.py", INIT), ("programmes/methods/thee_en_taart/views.py", VIEW)):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    shutil.copy(REAL, tmp_path / "portal" / "settings.py")
    return tmp_path


def translated(project: Path) -> Path:
    """Its catalogue, extracted, translated and compiled by the project's own tool."""
    messages.update(messages.gather())
    own = project / "programmes/methods/thee_en_taart/locale/nl/LC_MESSAGES/django.po"
    file = polib.pofile(str(own))
    (entry,) = file
    entry.msgstr = "Thee en taart voor iedereen"
    file.save()
    messages.update(messages.gather())
    return own


def said(project: Path) -> str:
    """What a portal with this project's settings says, in a process of its own."""
    environment = {"PYTHONPATH": f"{project}:{REAL.parents[1]}", "PORTAL_ENV": "test"}
    command = [sys.executable, "-c", ASK]
    answer = subprocess.run(command, env=environment, cwd=project, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return answer.stdout.strip()


def test_the_dutch_in_the_folder_of_a_method_is_found(project: Path) -> None:
    translated(project)
    assert said(project) == "Thee en taart voor iedereen"


def test_control_in_another_folder_it_is_not_found(project: Path) -> None:
    own = translated(project).parents[2]
    own.rename(own.with_name("woorden"))
    assert said(project) == "Tea and cake for all"
