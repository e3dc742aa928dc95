"""Addresses inside a municipality: the name of a page plus the municipality in use."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.urls import reverse

from portal.municipalities import tenant
from portal.municipalities.models import Municipality


@lru_cache(maxsize=1024)
def slug_of(municipality_id: int) -> str:
    """The slug of a municipality; remembered until one is saved in this process. At most one query."""
    return Municipality.objects.values_list("slug", flat=True).get(pk=municipality_id)


def forget_slugs(**_: Any) -> None:
    """Signal receiver: a municipality changed."""
    slug_of.cache_clear()


def murl(name: str, **kwargs: Any) -> str:
    """The path of a page in the municipality in use; raises NoMunicipality, NoReverseMatch."""
    return reverse(name, kwargs={"municipality": slug_of(tenant.require()), **kwargs})
