"""The order of a draw: SHA-256 over the seed and the key, which everybody computes alike."""

from hashlib import sha256

from assay.assessment.sampling.population_statement import Candidate


def digest(seed: str, key: str) -> str:
    """Return the hash that a key is ordered by, as hex digits."""
    return sha256(f"{seed}|{key}".encode()).hexdigest()


def rank(seed: str, candidate: Candidate) -> tuple[str, int]:
    """Return what a record is ordered by; two rows of one key by their place in the source."""
    return digest(seed, candidate.key), candidate.row
