"""The process landscape: what goes in and comes out is taken from the links, so both agree."""

from assay.demo.factory.packed import packed_toml
from assay.demo.factory.tables import say_row
from assay.demo.factory.world import World


def say_processes(world: World) -> None:
    """Say the processes with inputs and outputs, and the links between them."""
    table = packed_toml("tables/processes.toml")
    links = table["process_link"]
    for row in table["process"]:
        key = row["key"]
        inputs = [link["what"] for link in links if link.get("to_process") == key]
        outputs = [link["what"] for link in links if link.get("from_process") == key]
        say_row(world, "process", {**row, "inputs": inputs, "outputs": outputs})
    for link in links:
        say_row(world, "process_link", link)
