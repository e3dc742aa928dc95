from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from portal.jobs.domain.bell import ring
from portal.jobs.models import Job
from portal.municipalities import tenant

LIMIT = 50
KEEP_DAYS = 30
# A job that waits behind others is asked for again each second minute, so that bells do not heap up.
LOST = """
UPDATE jobs_job SET rung_at = statement_timestamp() WHERE municipality_id = %(municipality)s AND id IN (
  SELECT id FROM jobs_job WHERE municipality_id = %(municipality)s
  AND (state = 'queued' AND rung_at < statement_timestamp() - interval '110 seconds'
    OR state = 'running' AND lease_until < statement_timestamp()
    AND rung_at < statement_timestamp() - interval '30 seconds')
  ORDER BY id LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED)
RETURNING id, queue
"""


def requeue_lost() -> int:
    """Ring again for jobs whose bell was lost or whose worker died, at most LIMIT; says how many.

    One statement when there is nothing. Raises NoMunicipality.
    """
    municipality_id = tenant.require()
    with connection.cursor() as cursor:
        cursor.execute(LOST, {"municipality": municipality_id, "limit": LIMIT})
        found = cursor.fetchall()
    for job_id, queue in found:
        ring(municipality_id, job_id=job_id, queue=queue)
    return len(found)


def forget() -> int:
    """Delete jobs that ended more than KEEP_DAYS ago, at most LIMIT; says how many. Raises NoMunicipality."""
    old = Job.objects.filter(municipality=tenant.require(), ended_at__lt=Now() - timedelta(days=KEEP_DAYS))
    found = list(old.values_list("pk", flat=True)[:LIMIT])
    return Job.objects.filter(pk__in=found).delete()[0] if found else 0
