"""How much of two texts is the same, and which of many texts are nearly the same."""

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assay.checks.facts.similarity import (
    Match,
    Pair,
    best_match,
    containment,
    group_alike,
    near_duplicates,
    normalised_text,
    similarity,
)

ENOUGH = Decimal("0.8")
STOCK = "Ransomware encrypts company data and makes it unavailable."
WORDS = st.sampled_from(["data", "server", "theft", "of", "the", "loss", "a", "customer", "order"])
SENTENCES = st.lists(WORDS, max_size=9).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Loss of data", "loss of DATA", id="case"),
        pytest.param("Loss - of data!", "«Loss» of data.", id="punctuation"),
        pytest.param("Loss  of\n data", "Loss of\u00a0data", id="blanks"),
        pytest.param("Straße", "STRASSE", id="case folding of the sharp s"),
        pytest.param("cafe\u0301", "caf\u00e9", id="combining marks"),
        pytest.param("\uff24\uff41\uff54\uff41", "Data", id="full-width letters"),
        pytest.param("the company's data", "the company\u2019s da\u00adta", id="within words"),
    ],
)
def test_what_changes_nothing_of_a_text_leaves_it_equal(one: str, other: str) -> None:
    assert similarity(one, other) == 1


def test_a_sentence_with_one_word_replaced_is_still_nearly_the_same() -> None:
    other = "Ransomware encrypts customer data and makes it unavailable."

    assert similarity(STOCK, other) == Decimal("0.8108")


def test_another_sentence_about_the_same_matter_is_not_the_same() -> None:
    other = "Criminals lock our files and ask for money before giving them back."

    assert similarity(STOCK, other) < Decimal("0.1")


def test_nothing_is_like_nothing_else() -> None:
    assert similarity("", STOCK) == 0
    assert similarity("...", "!") == 0


@pytest.mark.parametrize(("one", "other", "expected"), [("IT", "it", "1"), ("a", "b", "0")])
def test_the_shortest_texts_can_be_compared(one: str, other: str, expected: str) -> None:
    assert similarity(one, other) == Decimal(expected)


def test_a_repeated_sentence_is_not_the_sentence() -> None:
    assert similarity(STOCK, f"{STOCK} {STOCK}") == Decimal("0.6547")


def test_a_text_that_holds_another_contains_it_and_is_not_like_it() -> None:
    whole = f"{STOCK} The turbine test bench in hall three would stand still for two weeks."

    assert containment(STOCK, whole) == 1
    assert similarity(STOCK, whole) < ENOUGH


def test_pairs_are_found_in_order_with_how_alike_they_are() -> None:
    texts = {
        "c": "Ransomware encrypts customer data and makes it unavailable.",
        "b": STOCK,
        "a": STOCK.upper(),
        "d": "A key person leaves and nobody else knows the work.",
        "empty": "",
    }

    assert near_duplicates(texts, ENOUGH) == (
        Pair("a", "b", Decimal(1)),
        Pair("a", "c", Decimal("0.8108")),
        Pair("b", "c", Decimal("0.8108")),
    )


def test_a_group_is_held_together_by_its_first_and_not_by_a_chain() -> None:
    texts = {
        "a": "one two three four five six seven eight nine ten",
        "b": "one two three four five six seven eight nine zebra",
        "c": "one two three four five six seven yak zebra crane",
        "d": "nothing of the kind",
    }

    assert group_alike(texts, ENOUGH) == (("a", "b"),)


@pytest.mark.parametrize("at_least", ["0", "1.01", "-1"])
def test_a_similarity_that_says_nothing_is_refused(at_least: str) -> None:
    with pytest.raises(ValueError, match="expected above 0 up to 1"):
        near_duplicates({"a": "x"}, Decimal(at_least))


def test_the_best_match_is_the_nearest_text_of_the_library() -> None:
    library = {"ransomware": STOCK, "phishing": "Employees fall for phishing emails."}

    assert best_match({"R-1": STOCK, "R-2": "???", "R-3": "zzz"}, library) == {
        "R-1": Match("ransomware", Decimal(1), Decimal(1))
    }


def test_of_equal_matches_the_first_by_key_is_named() -> None:
    assert best_match({"R-1": STOCK}, {"b": STOCK, "a": STOCK})["R-1"].key == "a"


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=3), SENTENCES, max_size=12))
def test_the_join_finds_exactly_the_pairs_that_comparing_all_would(texts: dict[str, str]) -> None:
    for at_least in (Decimal("0.3"), Decimal("0.5"), ENOUGH, Decimal(1)):
        every = {
            Pair(one, other, measured)
            for one, other in combinations(sorted(texts), 2)
            if (measured := similarity(texts[one], texts[other])) >= at_least
        }

        assert set(near_duplicates(texts, at_least)) == every


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), SENTENCES, max_size=9))
def test_the_order_of_texts_never_matters(texts: dict[str, str]) -> None:
    backwards = dict(reversed(texts.items()))

    assert near_duplicates(texts, ENOUGH) == near_duplicates(backwards, ENOUGH)
    assert group_alike(texts, ENOUGH) == group_alike(backwards, ENOUGH)


@given(SENTENCES, SENTENCES)
def test_similarity_is_the_same_both_ways_and_within_bounds(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == (1 if normalised_text(one) else 0)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), SENTENCES, max_size=9))
def test_the_best_match_is_what_comparing_all_would_give(library: dict[str, str]) -> None:
    text = "theft of customer data"
    nearest = max((similarity(text, other) for other in library.values()), default=Decimal(0))

    found = best_match({"R-1": text}, library)

    assert (found["R-1"].similarity if found else Decimal(0)) == nearest
