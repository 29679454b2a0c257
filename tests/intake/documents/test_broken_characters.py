"""How a text document was written down, and where characters broke on the way."""

import pytest

from tests.intake.documents.files import pdf, word_of
from tests.intake.documents.reading import flaws, read


@pytest.mark.row("R-309")
def test_a_guessed_encoding_is_noted_on_the_document() -> None:
    document = read("policy.md", "vierteljährlich geprüft".encode("cp1252"))

    assert document.notes == ("not in UTF-8; read as Windows-1252",)


@pytest.mark.row("R-309")
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Erste Größe\n".encode() + b"Gr\xf6\xdfe\n",
            ["2: a broken character in 'Gr\ufffd\ufffde'; expected whole words"],
        ),
        (
            "one\n\ncaf\ufffd au lait\n".encode(),
            ["3: a broken character in 'caf\ufffd au lait'; expected whole words"],
        ),
        (
            "Ã¼berprÃ¼ft\n".encode(),
            [
                (
                    "1: 'Ã¼' in 'Ã¼berprÃ¼ft', a character of UTF-8 taken for two of Windows-1252; "
                    "expected 'ü'"
                )
            ],
        ),
        (
            "itâ€™s\n".encode(),
            [
                (
                    "1: 'â€™' in 'itâ€™s', a character of UTF-8 taken for two of Windows-1252; "
                    "expected '\u2019'"
                )
            ],
        ),
        ("INFORMAÇÃO E NÃO\n".encode(), []),
        ("20 °C ± 2, Ângulo\n".encode(), []),
    ],
)
def test_each_line_with_broken_characters_is_named(content: bytes, expected: list[str]) -> None:
    assert flaws("policy.md", content) == expected


@pytest.mark.row("R-309")
def test_many_broken_lines_are_counted_and_none_is_left_out() -> None:
    named = flaws("policy.txt", "caf\ufffd\n".encode() * 50)

    assert len(named) == 21
    assert named[-1] == "51: 30 more lines with broken characters; expected whole words"


@pytest.mark.row("R-309")
@pytest.mark.parametrize(
    ("name", "content"),
    [("policy.docx", word_of("A caf\ufffd.")), ("policy.pdf", pdf("= One\nA caf\ufffd."))],
)
def test_broken_characters_are_found_in_other_formats_too(name: str, content: bytes) -> None:
    (flaw,) = flaws(name, content)

    assert "a broken character in 'A caf\ufffd.'; expected whole words" in flaw
