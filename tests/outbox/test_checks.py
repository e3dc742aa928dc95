"""A portal whose mails nobody could take does not start."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import checks

from rig.processes import manage, run_to_end


def found() -> list[str | None]:
    return [message.id for message in checks.run_checks() if message.id == "outbox.E001"]


@pytest.mark.parametrize("address", ["samenspel@gemeente.example", "a.b+c@xn--gemnte-cva.example"])
def test_an_address_will_do(settings: Any, address: str) -> None:
    settings.EMAIL_FROM = address
    assert found() == []


@pytest.mark.parametrize(
    "address",
    ["", "samenspel", "Samenspel <samenspel@gemeente.example>", "a@gemeënte.example", "a@b.example, c@d.example"],
)
def test_what_is_no_address_is_an_error(settings: Any, address: str) -> None:
    settings.EMAIL_FROM = address
    assert found() == ["outbox.E001"]


def test_a_command_does_not_start_with_it(capfd: pytest.CaptureFixture[str]) -> None:
    environment = {"EMAIL_FROM": "Samenspel <samenspel@gemeente.example>"}
    with pytest.raises(SystemExit):
        run_to_end(manage("check"), environment)
    assert "outbox.E001" in capfd.readouterr().err
