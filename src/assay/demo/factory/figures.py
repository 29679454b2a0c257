"""The figures that people quoted in reviews and reports, taken from the measures of the time."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from assay.demo.factory.world import World
from assay.domain.measurement import Measurement

# Word in the prose: the measure or objective whose company-wide value it stands for.
_QUOTED: Mapping[str, str] = {
    "otd": "O-01",
    "fpy": "O-02",
    "cmp": "O-03",
    "dis": "O-04",
    "rev": "O-05",
    "trn": "O-06",
    "sup": "K-07",
    "rec": "K-15",
}
_MEETINGS: Mapping[str, int] = {"1": 236, "2": 60}
_HALF_YEAR = 6


def quote_figures(world: World) -> None:
    """Put the figures of each management review among the company's words."""
    every = list(world.draft.all(Measurement).values())
    for meeting, ago in _MEETINGS.items():
        day = world.clock.ago(ago)
        for word, of in _QUOTED.items():
            world.words[f"{word}_{meeting}"] = str(_mean(every, of, day))
        world.words[f"mac_{meeting}"] = str(_mean(every, "K-09", day))


def _mean(every: list[Measurement], of: str, before: date) -> Decimal:
    known = sorted(
        (each.measured_on, each.site, each.value)
        for each in every
        if each.of == of and each.measured_on < before
    )
    last = sorted({day for day, _, _ in known})[-_HALF_YEAR:]
    values = [value for day, _, value in known if day in last]
    return (sum(values, Decimal(0)) / len(values)).quantize(Decimal("0.1"), ROUND_HALF_UP)
