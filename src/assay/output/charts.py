"""Charts as Vega-Lite specifications, and as the SVG that is drawn of them.

The same values give the same bytes.  Colours are those of the page's own style
sheet, so a chart follows its theme; nothing is fetched while drawing.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

_HEIGHT: Final = 110
_WIDTH: Final = 640

# Replaced by the style sheet's own colours after drawing: a renderer knows no variables.
_COLOURS: Final = {"#101010": "var(--ink-3)", "#202020": "var(--broken)", "#303030": "var(--ink-2)"}


def week_chart(weeks: Sequence[Sequence[Any]]) -> str:
    """Return the specification of the records of each week as bars, the deviating ones apart."""
    values = [
        {"week": week, "what": what, "records": many}
        for week, records, deviating in weeks
        for what, many in (("deviating", deviating), ("other", records - deviating))
    ]
    return json.dumps(_spec(values), sort_keys=True)


def _spec(values: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": _WIDTH,
        "height": _HEIGHT,
        "background": None,
        "data": {"values": list(values)},
        "mark": {"type": "bar", "binSpacing": 1},
        "encoding": {
            "x": {
                "field": "week",
                "type": "ordinal",
                "axis": {"title": None, "labelAngle": 0, "labelOverlap": True, "ticks": False},
            },
            "y": {"field": "records", "type": "quantitative", "axis": {"title": None}},
            "color": {
                "field": "what",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": ["other", "deviating"], "range": ["#101010", "#202020"]},
            },
        },
        "config": {
            "font": "Inter",
            "view": {"stroke": None},
            "axis": {
                "labelColor": "#303030",
                "domainColor": "#303030",
                "gridOpacity": 0.15,
                "labelFontSize": 11,
            },
        },
    }


def draw_chart(spec: str) -> str:
    """Draw a specification as SVG; slow, and of two hundred megabytes, so not for a request."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    for drawn, own in _COLOURS.items():
        svg = svg.replace(drawn, own)
    return svg
