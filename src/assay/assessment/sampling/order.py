"""The order of a draw: SHA-256 over the seed and the key, which everybody computes alike."""

from hashlib import sha256

from assay.assessment.sampling.stated_population import Candidate


def digest(seed: str, key: str) -> str:
    """Return the hash that a key is ordered by, as hex digits."""
    return sha256(f"{seed}|{key}".encode()).hexdigest()


def rank(seed: str, candidate: Candidate) -> tuple[str, int, str, str, str]:
    """Return what a record is ordered by; two records of one key by their place in the source.

    Records of several sources may share both, and then their days and places tell.
    """
    own = (str(candidate.day or ""), candidate.site, candidate.team)
    return digest(seed, candidate.key), candidate.row, *own
