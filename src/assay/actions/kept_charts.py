"""Drawn charts, kept by what they show: a worker draws them, pages only read them.

The folder may be deleted at any time; a chart that is missing is drawn when it
is next asked for.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from assay.output.charts import draw_chart


@lru_cache(maxsize=256)
def kept_chart(spec: str) -> str:
    """Return the SVG of a specification."""
    place = Path(settings.ASSAY_HOME) / "charts" / f"{sha256(spec.encode()).hexdigest()}.svg"
    if place.is_file():
        return place.read_text(encoding="utf-8")
    svg = draw_chart(spec)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = place.with_suffix(".unfinished")
    unfinished.write_text(svg, encoding="utf-8")
    unfinished.replace(place)
    return svg
