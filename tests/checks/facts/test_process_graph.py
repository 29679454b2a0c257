"""How processes hang together: what each takes in and hands on, and to whom."""

from assay.checks.facts.process_graph import Flow, ProcessGraph
from assay.domain.item import Item
from assay.domain.process import Process
from assay.domain.process_link import ProcessLink
from tests.lib.stage1 import material


def process(key: str, inputs: tuple[str, ...] = (), outputs: tuple[str, ...] = ()) -> Process:
    return Process(key=key, name=f"Process {key}", inputs=inputs, outputs=outputs)


def link(from_process: str, to_process: str, what: str = "parts") -> ProcessLink:
    return ProcessLink.model_validate(
        {"from_process": from_process, "to_process": to_process, "what": what}
    )


def graph(*items: Item) -> ProcessGraph:
    return ProcessGraph.of(material(*items).dossier)


def test_outputs_are_those_listed_and_those_handed_on() -> None:
    found = graph(
        process("A", outputs=("Order", "Scrap")), process("B"), link("A", "B", "orders!"),
        link("A", "B", "drawing"), link("A", ""),
    )  # fmt: skip

    assert list(found.outputs()) == [
        Flow("A", "Order", ("B",)),
        Flow("A", "Scrap", ()),
        Flow("A", "drawing", ("B",)),
        Flow("A", "parts", ("",)),
    ]


def test_a_link_to_a_process_that_is_not_there_leads_nowhere() -> None:
    found = graph(process("A"), link("A", "Z"), link("Y", "A"))

    assert list(found.outputs()) == [Flow("A", "parts", ())]
    assert list(found.inputs()) == [Flow("A", "parts", ())]


def test_a_link_that_does_not_say_what_it_hands_over_is_kept_by_name() -> None:
    found = graph(process("A", outputs=("order",)), process("B"), link("A", "B", ""))

    assert list(found.outputs()) == [Flow("A", "order", (), ("A / B",))]


def test_where_no_link_is_kept_equal_words_make_one() -> None:
    processes = (process("A", outputs=("Released drawings",)), process("B", ("released drawing",)))

    assert list(graph(*processes).outputs()) == [Flow("A", "Released drawings", ("B",))]
    assert list(graph(*processes).inputs()) == [Flow("B", "released drawing", ("A",))]


def test_where_links_are_kept_equal_words_make_none() -> None:
    processes = (process("A", outputs=("drawing",)), process("B", ("drawing",)))

    assert list(graph(*processes, link("", "A")).outputs()) == [Flow("A", "drawing", ())]


def test_an_island_has_nothing_to_do_with_what_faces_outside() -> None:
    found = graph(*map(process, "ABCDE"), link("", "A"), link("A", "B"), link("C", "D"))

    assert found.islands == {"C", "D", "E"}
    assert found.never_reached == set()


def test_where_nothing_faces_outside_the_largest_part_is_the_mainland() -> None:
    found = graph(*map(process, "ABCDE"), link("D", "E"), link("E", "C"), link("A", "B"))

    assert found.islands == {"A", "B"}


def test_a_loop_that_feeds_only_itself_is_never_reached() -> None:
    found = graph(
        *map(process, "ABC"), link("", "A"), link("B", "C"), link("C", "B"), link("C", "A")
    )

    assert found.islands == set()
    assert found.never_reached == {"B", "C"}


def test_a_process_that_takes_nothing_in_is_an_origin() -> None:
    found = graph(*map(process, "ABC"), link("", "A"), link("B", "C"), link("C", "A"))

    assert found.never_reached == set()
