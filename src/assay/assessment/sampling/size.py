"""How many records are drawn for one control, and who says so.

A number that the profile states for a kind of record wins over the range for
all controls, even below it.  Otherwise the square root of what the rhythm makes
in the window, or of the population where events set the pace, within the range;
a control that Stage 1 flagged gets the most.
"""

from dataclasses import dataclass
from math import isqrt

from assay.domain.errors import RefusedError
from assay.standards.profile import Profile

FEWEST = "sampling.min_per_control"
MOST = "sampling.max_per_control"

# Where the setting has another name than the family that it is about.
_NAMES = {"change": "change_request"}


@dataclass(frozen=True, slots=True)
class SampleSize:
    """So many records, and because of what."""

    wanted: int
    because: str


def sample_size(
    profile: Profile, family: str, occurrences: int, *, flagged: bool = False
) -> SampleSize:
    """Return how many records the profile wants drawn of so many that may be expected."""
    own = {each.key: each for each in profile.under("sampling.")}.get(
        f"sampling.{_NAMES.get(family, family)}"
    )
    if own is not None:
        return SampleSize(profile.whole(own.key), f"{own.key} ({own.threshold_from})")
    fewest, most = profile.whole(FEWEST), profile.whole(MOST)
    if flagged:
        return SampleSize(
            most, f"{MOST} ({profile[MOST].threshold_from}), for Stage 1 flagged the control"
        )
    root = isqrt(max(occurrences - 1, 0)) + 1
    within = f"within {fewest} to {most} ({profile[MOST].threshold_from})"
    return SampleSize(min(max(root, fewest), most), f"the square root of {occurrences:,}, {within}")


def size_asked_for(size: int) -> SampleSize:
    """Return a size that somebody named."""
    if size < 1:
        raise RefusedError(f"a sample of {size}; expected at least one record.")
    return SampleSize(size, "asked for")
