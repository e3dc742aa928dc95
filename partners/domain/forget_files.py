from __future__ import annotations

from partners.models import Parent, SheetImport
from portal.desk.domain.forget_saved import forget_saved
from portal.files.models import File


def forget_files(_parent: Parent) -> None:
    """Remove every file in which a parent may stand: nobody looks which, so all lists of parents go.

    Of those being read in at this moment the file stays until its day is over.
    """
    lists = SheetImport.objects.exclude(job__state__in=("queued", "running")).exclude(file=None)
    File.objects.filter(pk__in=list(lists.values_list("file_id", flat=True))).only("pk").delete()
    forget_saved()
