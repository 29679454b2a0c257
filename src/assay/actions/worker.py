"""The worker: takes jobs out of the line, one after the other."""

import time


def work_for_ever() -> None:
    """Wait for jobs until told to end."""
    while True:
        time.sleep(1)
