"""Which characters the bytes of a text file stand for, and how that is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.intake.encoding import Decoded, decode_text

GERMAN = "Die Zugriffsrechte werden vierteljährlich überprüft – „wichtig“."  # noqa: RUF001
FRENCH = "La politique est évaluée à l’été par la direction générale."  # noqa: RUF001
POLISH = "Polityka bezpieczeństwa informacji została zatwierdzona. Źródło ryzyka."
CZECH = "Přehled řízených dokumentů, schválil vedoucí"
TURKISH = "Bilgi güvenliği politikası yönetim tarafından onaylanmıştır."  # noqa: RUF001
LITHUANIAN = "Informacijos saugumo politika patvirtinta, rizikų sąrašas peržiūrėtas."
RUSSIAN = "Политика информационной безопасности утверждена."
GREEK = "Πολιτική ασφάλειας πληροφοριών της εταιρείας"
JAPANESE = "情報セキュリティ方針は毎年見直されます。"
SIMPLIFIED = "信息安全方针每年由管理层评审，并向全体员工公布。"  # noqa: RUF001
TRADITIONAL = "資訊安全政策每年由管理階層審查，並向全體員工公布。"  # noqa: RUF001
KOREAN = "정보보안 정책은 매년 경영진이 검토하고 모든 직원에게 알린다."


@pytest.mark.row("R-309")
@pytest.mark.parametrize("text", [GERMAN, RUSSIAN, GREEK, KOREAN])
@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_what_the_bytes_themselves_say_is_no_guess(text: str, encoding: str, name: str) -> None:
    assert decode_text(text.encode(encoding)) == Decoded(text, name)


@pytest.mark.row("R-309")
@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (GERMAN, "cp1252", "Windows-1252"),
        (FRENCH, "cp1252", "Windows-1252"),
        (FRENCH, "mac_roman", "Mac Roman"),
        ("Tür am Gebäude öffnen, Größe prüfen, déjà vu", "cp850", "DOS 850"),
        ("Überprüfung der Zugriffsrechte, señor García, à l\u2019été", "cp1252", "Windows-1252"),
        ("Ærø Åbenrå \u2013 øvelse", "cp1252", "Windows-1252"),
        (POLISH, "cp1250", "Windows-1250"),
        (POLISH, "iso8859_2", "ISO 8859-2"),
        (POLISH, "cp852", "DOS 852"),
        (CZECH, "cp1250", "Windows-1250"),
        (TURKISH, "cp1254", "Windows-1254"),
        (LITHUANIAN, "cp1257", "Windows-1257"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
        (RUSSIAN, "cp866", "DOS 866"),
        (GREEK, "cp1253", "Windows-1253"),
        (JAPANESE, "shift_jis", "Shift JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        (SIMPLIFIED, "gb18030", "GB 18030"),
        (TRADITIONAL, "big5", "Big5"),
        (KOREAN, "euc_kr", "EUC-KR"),
    ],
)
def test_an_old_encoding_is_told_by_its_words_and_is_a_guess(
    text: str, encoding: str, name: str
) -> None:
    assert decode_text(text.encode(encoding)) == Decoded(text, name, is_guess=True)


@pytest.mark.parametrize(
    "text",
    [
        *("café", "été", "Straße", "ÄÖÜ", "NÃO", "à la carte", "5 °C ± 2", "€ 5", "£20", "10 µm"),
        *("Access \u2013 reviewed daily", "It\u2019s here", "wait\u2014no", "\u2022 one"),
        *("\u201cword\u201d and more", "\u2018word\u2019", "Assay\u2122", "and so on\u2026"),
    ],
)
def test_a_single_word_or_sign_is_taken_for_what_windows_writes(text: str) -> None:
    assert decode_text(f"key;title\nR-1;{text}\n".encode("cp1252")) == Decoded(
        f"key;title\nR-1;{text}\n", "Windows-1252", is_guess=True
    )


@pytest.mark.row("R-309")
def test_utf_8_that_was_damaged_is_still_utf_8() -> None:
    damaged = "Erste Größe\n".encode() + b"Gr\xf6\xdfe\n"

    assert decode_text(damaged) == Decoded("Erste Größe\nGr\ufffd\ufffde\n", "UTF-8")


@given(st.binary())
def test_any_bytes_become_text(content: bytes) -> None:
    assert isinstance(decode_text(content).text, str)


@given(st.text())
def test_text_in_utf_8_stays_as_it_is(text: str) -> None:
    content = f"key\n{text}".encode()

    assert decode_text(content) == Decoded(f"key\n{text}", "UTF-8")
