from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.organisations import Organisation
from partners.models.parents import Parent
from portal.accounts.models import User
from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind


class Contact(TenantModel):
    """That somebody of the staff and a parent were in touch: when and how, never what was said."""

    class Way(models.TextChoices):
        """How they were in touch."""

        MET = "met", _("Met")
        SCHOOL = "school", _("Met at school")
        MEETING = "meeting", _("Met at a meeting")
        CALLED = "called", _("Called")
        MAILED = "mailed", _("Mailed")
        MESSAGE = "message", _("Text message or app")
        LETTER = "letter", _("Letter")

    parent = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="contacts")
    # None: the CJG, which counts as one.
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="contacts"
    )
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    way = models.CharField(max_length=8, choices=Way)
    # False: just like that, with nothing to bring.
    with_agenda = models.BooleanField()

    KEEPS: ClassVar = (
        Keep(
            "parent organisation by day way with_agenda",
            Kind.PERSONAL,
            _("to stay in touch with parents, also when there is nothing to bring"),
            _("12 months"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "parent", "by", "day", "way"], name="one_contact_per_day_and_way"
            ),
        )
        indexes = (models.Index(fields=["municipality", "day"], name="contacts_by_day"),)

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y}, {self.get_way_display()}"
