"""What stands in a copy for development and tests in the place of what people called their programmes."""

from __future__ import annotations

from portal.municipalities.spec import MadeUp

MADE_UP = {
    "programmes.Programme": MadeUp(as_is="state method plan", by={"name": "'Programma ' || id"}),
    "programmes.ProgrammeSeries": MadeUp(as_is="phase"),
    # Published figures are about nobody.
    "programmes.Figure": MadeUp(as_is="age area question topic"),
}
