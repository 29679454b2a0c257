"""How processes hang together: what each takes in and hands on, and to whom.

What comes out of a process is what its row lists and what its links hand on.
Listed words and links are matched by their words, case, punctuation and
plural aside.  A link with an empty end goes out of the house or comes into it.

What a newcomer would get wrong: where links are kept they alone tell who uses
what.  Only where no link is kept at all is an output taken as used by a
process that lists the same words among its inputs.  A link to a process that
is not registered leads nowhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from assay.checks.facts.similarity import normalised_text
from assay.domain.process import Process
from assay.domain.process_link import ProcessLink
from assay.ledger.dossier import Dossier

OUTSIDE = ""


@dataclass(frozen=True)
class Flow:
    """Something that leaves a process or enters it, and the ends that links give it.

    ``vague`` are links at the process that do not say what they hand over.
    """

    process: str
    what: str
    ends: tuple[str, ...]
    vague: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what tells this flow from the others."""
        return f"{self.process}: {self.what}"


@dataclass(frozen=True)
class ProcessGraph:
    """The processes of a dossier with the links between them."""

    processes: Mapping[str, Process]
    links: tuple[ProcessLink, ...]

    @classmethod
    def of(cls, dossier: Dossier) -> "ProcessGraph":
        """Return the graph; where no link is kept, equal words make one."""
        processes = dict(dossier[Process])
        links = tuple(dossier[ProcessLink].values())
        return cls(processes, links or tuple(_links_by_words(processes)))

    def outputs(self) -> Iterator[Flow]:
        """Yield everything that leaves a process, with the processes that use it."""
        for process in self.processes.values():
            yield from self._flows(process.key, process.outputs, self._leaving, "to_process")

    def inputs(self) -> Iterator[Flow]:
        """Yield everything that a process takes in, with where it comes from."""
        for process in self.processes.values():
            yield from self._flows(process.key, process.inputs, self._entering, "from_process")

    @cached_property
    def islands(self) -> frozenset[str]:
        """Return the processes that no chain of links ties to the rest.

        The rest is what has to do with the outside, or where no link has an
        open end, the largest part that hangs together.
        """
        parts = self._parts()
        facing = self._fed_from_outside | {
            link.from_process for link in self.links if link.to_process == OUTSIDE
        }
        mainland = [part for part in parts if part & facing]
        if not mainland and parts:
            mainland = [min(parts, key=lambda part: (-len(part), min(part)))]
        return frozenset(self.processes) - frozenset().union(*mainland)

    @cached_property
    def never_reached(self) -> frozenset[str]:
        """Return the processes that nothing from outside, and no origin, ever arrives at.

        An origin is a process that takes nothing in.  Loops that feed only
        themselves are what remains; islands are told apart from these.
        """
        fed = {link.to_process for link in self.links}
        origins = {
            key for key, process in self.processes.items() if key not in fed and not process.inputs
        }
        onward: dict[str, list[str]] = {}
        for link in self.links:
            onward.setdefault(link.from_process, []).append(link.to_process)
        reached = _spread(onward, self._fed_from_outside | origins)
        return frozenset(self.processes) - reached - self.islands

    @cached_property
    def _fed_from_outside(self) -> frozenset[str]:
        return frozenset(link.to_process for link in self.links if link.from_process == OUTSIDE)

    @cached_property
    def _leaving(self) -> Mapping[str, list[ProcessLink]]:
        return _by_end(self.links, "from_process")

    @cached_property
    def _entering(self) -> Mapping[str, list[ProcessLink]]:
        return _by_end(self.links, "to_process")

    def _flows(
        self,
        process: str,
        listed: Iterable[str],
        links: Mapping[str, list[ProcessLink]],
        other_end: str,
    ) -> Iterator[Flow]:
        whats: dict[str, tuple[str, list[str]]] = {_same(what): (what, []) for what in listed}
        vague = []
        for link in links.get(process, ()):
            end = getattr(link, other_end)
            if not link.what:
                vague.append(link.key)
                continue
            _, ends = whats.setdefault(_same(link.what), (link.what, []))
            if end == OUTSIDE or end in self.processes:
                ends.append(end)
        for what, ends in whats.values():
            yield Flow(process, what, tuple(sorted(set(ends))), tuple(vague))

    def _parts(self) -> list[frozenset[str]]:
        """Return the sets of processes that hang together in whichever direction."""
        beside: dict[str, list[str]] = {}
        for link in self.links:
            if {link.from_process, link.to_process} <= self.processes.keys():
                beside.setdefault(link.from_process, []).append(link.to_process)
                beside.setdefault(link.to_process, []).append(link.from_process)
        parts: list[frozenset[str]] = []
        placed: set[str] = set()
        for key in self.processes:
            if key not in placed:
                part = _spread(beside, [key])
                placed |= part
                parts.append(part)
        return parts


def _links_by_words(processes: Mapping[str, Process]) -> Iterator[ProcessLink]:
    taking: dict[str, list[str]] = {}
    for process in processes.values():
        for what in process.inputs:
            taking.setdefault(_same(what), []).append(process.key)
    for process in processes.values():
        for what in process.outputs:
            for taker in taking.get(_same(what), ()):
                yield ProcessLink.model_validate(
                    {"from_process": process.key, "to_process": taker, "what": what}
                )


def _by_end(links: Iterable[ProcessLink], end: str) -> Mapping[str, list[ProcessLink]]:
    found: dict[str, list[ProcessLink]] = {}
    for link in links:
        found.setdefault(getattr(link, end), []).append(link)
    return found


def _spread(onward: Mapping[str, list[str]], starts: Iterable[str]) -> frozenset[str]:
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for following in onward.get(waiting.pop(), ()):
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    return frozenset(reached)


def _same(what: str) -> str:
    return " ".join(word.removesuffix("s") for word in normalised_text(what).split())
