"""Shared reads of organisations; each has its number of queries fixed by a test."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from partners.models import Organisation


def organisations() -> QuerySet[Organisation]:
    """The organisations we work with, by name, with their neighbourhood and number of members. One query."""
    return (
        Organisation.objects.select_related("neighbourhood")
        .annotate(member_count=Count("members", filter=Q(members__membership__ended_at__isnull=True)))
        .order_by("name", "pk")
    )
