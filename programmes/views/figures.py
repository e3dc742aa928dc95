"""Figures on youth, by topic: what was read in, from whom, of when, about how many."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.web.access import PortalRequest, staff
from portal.web.charts import Bar, BarChart
from portal.web.pages import numbered
from programmes import rules
from programmes.forms.figures import TopicForm
from programmes.models import Figure
from programmes.queries import figures as queries
from programmes.spec.compared import about, decimals, percentage

QUESTIONS, DRAWN, SHOWN = 5, 8, 60


@dataclass(frozen=True)
class Share(Bar):
    """A share from 0 to 1, written as a percentage."""

    decimals: int = 0

    @property
    def shown(self) -> str:
        """The percentage as it is written in this language."""
        return percentage(self.value, self.decimals)


@dataclass(frozen=True)
class Asked:
    """A question with its figures, the newest first, and how many there are besides."""

    question: str
    figures: list[Figure]
    more: int

    @property
    def rows(self) -> list[tuple[Figure, str]]:
        """Each figure with its percentage."""
        like = decimals(self.figures)
        return [(figure, percentage(figure.share, like)) for figure in self.figures]

    @property
    def chart(self) -> BarChart:
        """The first figures drawn, where a whole bar is everyone."""
        like = decimals(self.figures)
        bars = [Share(_told(figure), figure.share, decimals=like) for figure in self.figures[:DRAWN]]
        return BarChart(self.question, _("Of whom"), _("Percentage"), bars, whole=1)


def _told(figure: Figure) -> str:
    return about((figure.topic, figure.question, figure.age, figure.area, figure.year)) or _("Everyone")


@staff(rules.sees_programmes)
@require_safe
def figures(request: PortalRequest) -> HttpResponse:
    """The figures of one topic, by question."""
    topics = queries.topics()
    topic = _topic(request, [name for name, _questions in topics])
    page = numbered(queries.questions_of(topic), request.GET, size=QUESTIONS)
    asked = _asked(topic, [row.question for row in page.rows])
    steers = rules.steers_programmes(request.roles)
    form = TopicForm({"onderwerp": topic}, topics=topics)
    context = {"form": form, "topic": topic, "page": page, "asked": asked, "steers": steers}
    return render(request, "programmes/figures.html", context)


def _topic(request: HttpRequest, topics: list[str]) -> str:
    chosen = request.GET.get("onderwerp", "")
    return chosen if chosen in topics else next(iter(topics), "")


def _asked(topic: str, questions: list[str]) -> list[Asked]:
    found: dict[str, list[Figure]] = {question: [] for question in questions}
    for figure in queries.figures().filter(topic=topic, question__in=questions):
        found[figure.question].append(figure)
    return [Asked(question, rows[:SHOWN], max(len(rows) - SHOWN, 0)) for question, rows in found.items()]
