from __future__ import annotations

from programmes.models.figures import Figure, FigureList
from programmes.models.programmes import Programme, ProgrammeNeighbourhood, ProgrammeSeries

__all__ = ["Figure", "FigureList", "Programme", "ProgrammeNeighbourhood", "ProgrammeSeries"]
