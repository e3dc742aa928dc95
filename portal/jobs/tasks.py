from __future__ import annotations

from portal.jobs.domain.run import run as run_job
from portal.jobs.tenancy import tenant_task


@tenant_task
def run(municipality_id: int, job_id: int) -> None:  # noqa: ARG001 - the decorator works for it
    """Do one job, unless somebody else has it."""
    run_job(job_id=job_id)
