"""Text in the letters that everybody has on the keyboard, so that two spellings compare equal."""

import unicodedata


def without_accents(text: str) -> str:
    """Return a text in small letters without marks above or below them."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()
