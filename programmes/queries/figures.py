"""Reads about figures; each has its number of queries fixed by a test."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from portal.files.models import File
from programmes.models import Figure, FigureList
from programmes.spec.compared import Key, Worth

KEY = ("topic", "question", "age", "area", "year")
IN_ORDER = ("topic", "question", "age", "area", "-year")


def figures() -> QuerySet[Figure]:
    """The figures that count now: of two about the same the one read in last; by question, newest year first."""
    # Figures get their number when they are read in, a list when it is chosen.
    newest = Figure.objects.order_by(*IN_ORDER, "-pk").distinct(*KEY)
    return newest.select_related("came_from")


def topics() -> list[tuple[str, int]]:
    """Each topic with how many questions it has, by name. One query."""
    counted = Figure.objects.values("topic").annotate(questions=Count("question", distinct=True)).order_by("topic")
    return [(row["topic"], row["questions"]) for row in counted]


def questions_of(topic: str) -> QuerySet[Figure]:
    """One figure of each question of a topic, by question."""
    return Figure.objects.filter(topic=topic).order_by("question").distinct("question")


def values_of(questions: Iterable[str]) -> dict[Key, Worth]:
    """What counts now for these questions. One query."""
    found = figures().filter(question__in=set(questions)).values_list(*KEY, "share", "n")
    return {(topic, question, age, area, year): (share, n) for topic, question, age, area, year, share, n in found}


def brought_by(found: FigureList, questions: Iterable[str]) -> set[Key]:
    """Which figures of these questions this list brought. One query."""
    return set(found.figures.filter(question__in=set(questions)).values_list(*KEY))


def waiting_list(file: UUID) -> FigureList:
    """The list in the file with this public id, without its content; Http404 when it is not (any more) here."""
    lists = FigureList.objects.select_related("file", "job", "organisation").defer("file__content")
    return get_object_or_404(lists, file__public_id=file)


def list_by_id(public_id: UUID) -> FigureList:
    """A list with what became of it; Http404 when there is none here. One query."""
    lists = FigureList.objects.select_related("file", "job", "organisation").defer("file__content")
    return get_object_or_404(lists, public_id=public_id)


def content_of(found: FigureList) -> bytes:
    """The bytes of a list; Http404 when its file has gone. One query."""
    return bytes(get_object_or_404(File, pk=found.file_id).content)


def recent_lists(most: int = 10) -> list[FigureList]:
    """The lists that were read in last. One query."""
    started = FigureList.objects.filter(Q(job__isnull=False) | Q(done__gt=0))
    return list(started.order_by("-pk")[:most])


def remembered(organisation_id: int | None) -> dict[str, str]:
    """How somebody said last that the columns of this organisation's tables are read. One query."""
    last = FigureList.objects.filter(organisation=organisation_id).exclude(chosen={}).order_by("-pk").first()
    return dict(last.chosen) if last else {}
