"""X4: plain Dutch on every screen: no jargon, no long sentences, no English, always "u"."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).parents[2]
APPS = ("portal", "partners", "activities", "programmes")
JARGON = re.compile(
    r"\b(alsmede|anoniem\w*|betreffende|casus|casuïstiek|cliënt\w*|conform|derhalve|desbetreffende|dient te"
    r"|doelgroep\w*|echter|exception|faciliter\w+|gaarne|gelieve|geïmplementeerd|hulpverleningstraject|hulpvrager\w*|implement\w+"
    r"|hoogstens|indien|inzake|interventie\w*|invalide?|middels|monitoren|multiproblem\w*|null|omtrent|ondergetekende"
    r"|optimalis\w+|problematiek|probleemgezin\w*|reeds|referentienummer|risico-?ouders?|risicogedrag|server"
    r"|stakeholders?|submit\w*|ten hoogste|teneinde|terzake|tevens|token|traceback|url|wederom|zorgmijd\w+)\b",
    re.IGNORECASE,
)
FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
LONGEST = 25  # words in a sentence
SHOWN_IN_CODE = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label"}


def harsh(text: str) -> list[str]:
    """What makes this Dutch hard to read."""
    found = [match.group() for pattern in (JARGON, FAMILIAR) for match in pattern.finditer(text)]
    sentences = re.split(r"[.?!:;]\s|\n", text)
    return found + [sentence for sentence in sentences if len(sentence.split()) > LONGEST]


def literal(template: str) -> list[str]:
    """Words that a template shows without asking the translation."""
    text = re.sub(r"{% comment.*?endcomment %}|{#.*?#}", " ", template, flags=re.DOTALL)
    text = re.sub(r"{% (blocktranslate|blocktrans)\b.*?{% end\1 %}", " ", text, flags=re.DOTALL)
    text = re.sub(r"{%.*?%}|{{.*?}}", " ", text, flags=re.DOTALL)
    told = re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"', text)
    text = re.sub(r"<(style|head)\b.*?</\1>|<!.*?>|<[^>]*>|&\w+;|&#\d+;", " ", text, flags=re.DOTALL)
    return re.findall(r"[^\W\d_]{2,}", " ".join([text, *told]))


def catalogues() -> list[Path]:
    return [ROOT / "locale/nl/LC_MESSAGES/django.po", *(po for app in APPS for po in (ROOT / app).rglob("django.po"))]


def templates() -> list[Path]:
    folders = [ROOT / "templates", *(ROOT / app for app in APPS)]
    return [path for folder in folders for kind in ("html", "txt") for path in folder.rglob(f"*.{kind}")]


def untranslated(source: str) -> Iterator[str]:
    """Texts that code shows to a person without asking the translation."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        shown = [key.value for key in node.keywords if key.arg in SHOWN_IN_CODE]
        if called.endswith("ValidationError"):
            shown += node.args[:1]
        if re.match(r"messages\.(success|error|info|warning)$", called):
            shown += node.args[1:2]
        yield from (each.value for each in shown if isinstance(each, ast.Constant) and isinstance(each.value, str))


def hidden(source: str) -> list[str]:
    """Texts that the extraction does not see, because they are asked for inside an f-string."""
    strings = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr)]
    calls = [node for string in strings for node in ast.walk(string) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if ast.unparse(call.func) in {"_", "gettext", "ngettext"}]


@pytest.mark.parametrize("path", catalogues(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_translation_is_plain(path: Path) -> None:
    entries = polib.pofile(str(path))
    texts = [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert texts
    assert {text: harsh(text) for text in texts if harsh(text)} == {}


@pytest.mark.parametrize("path", templates(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_speaks_for_itself(path: Path) -> None:
    assert literal(path.read_text()) == []


@pytest.mark.parametrize("app", APPS)
def test_no_code_speaks_for_itself(app: str) -> None:
    paths = (path for path in (ROOT / app).rglob("*.py") if not {"migrations", "tests"} & set(path.parts))
    said = {str(path.relative_to(ROOT)): list(untranslated(path.read_text())) for path in paths}
    assert {path: words for path, words in said.items() if any(words)} == {}


@pytest.mark.parametrize("app", APPS)
def test_no_text_hides_in_an_f_string(app: str) -> None:
    found = {str(path.relative_to(ROOT)): hidden(path.read_text()) for path in (ROOT / app).rglob("*.py")}
    assert {path: texts for path, texts in found.items() if texts} == {}


def test_the_checks_find_what_is_wrong() -> None:
    """Negative control."""
    assert hidden("""f"{_('Save')} {name}" """) == ["_('Save')"]
    assert harsh("Indien u risicogedrag ziet, vul je de doelgroep in.") == ["Indien", "risicogedrag", "doelgroep", "je"]
    assert harsh(" ".join(["woord"] * 26))
    assert literal('<p title="Close it">Save {{ name }} {% translate "ok" %}</p>') == ["Save", "Close", "it"]
    shows = 'forms.CharField(label="Name"); messages.error(r, "Oops"); raise ValidationError("Bad"); _("Fine")'
    assert list(untranslated(shows.replace("raise ", ""))) == ["Name", "Oops", "Bad"]
