"""Recognises the tables in which documents say who approved them and what changed.

What a newcomer would get wrong: nobody names these tables, and everybody draws
them otherwise.  Three drawings cover nearly all: one row a person, one column a
person, and two columns of name and value.  The names of columns decide, not
their order, and a table that fits none of the three is left alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from assay.domain.document_text import ApprovalRow, Block, HistoryRow
from assay.intake.documents.dates import parse_date
from assay.intake.documents.draft import plain_name
from assay.intake.documents.vocabulary import ACTS, COLUMNS, known_name

_FEWEST_ROWS: Final = 2
_NAME_AND_VALUE: Final = 2


def act_of(*written: str) -> str:
    """Return whether somebody approved, reviewed or prepared, going by a column's or row's name."""
    names = [plain_name(each) for each in written]
    return next((act for name in names for act, words in ACTS.items() if name in words), "")


class ControlTable:
    """One table looked at as a table of approvals or of versions."""

    def __init__(self, blocks: Sequence[Block], rows: Sequence[tuple[str, ...]]) -> None:
        # A title row above the header has one cell with text; the header has more.
        start = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), 0)
        self._blocks = blocks[start:]
        self._rows = rows[start:]
        self._header = [plain_name(cell) for cell in self._rows[0]] if self._rows else []

    def history(self) -> Iterator[HistoryRow]:
        """Yield the versions, where this is a table of versions."""
        if not self._is_history:
            return
        version, change = self._column("version"), self._column("change")
        author, on = self._column("author"), self._column("date")
        for block, row in self._body():
            written = _cell(row, on)
            yield HistoryRow(
                version=_cell(row, version),
                on=parse_date(written),
                on_as_written=written,
                author=_cell(row, author),
                change=_cell(row, change),
                approved_by=_cell(row, self._column("approver")),
                start=block.start,
                end=block.end,
            )

    def approvals(self) -> Iterator[ApprovalRow]:
        """Yield the approvals, where this is a table of approvals."""
        if self._is_names_and_values:
            return
        if self._is_one_column_a_person:
            yield from self._by_column()
        elif self._is_one_row_a_person:
            yield from self._by_row()

    @property
    def _is_names_and_values(self) -> bool:
        known = sum(1 for row in self._rows if row and known_name(row[0]))
        return len(self._header) == _NAME_AND_VALUE and known >= _FEWEST_ROWS

    @property
    def _is_history(self) -> bool:
        version, on, author = map(self._column, ("version", "date", "author"))
        if version is None or self._column("signature") is not None:
            return False
        if self._column("change") is not None:
            return on is not None or author is not None
        # Without a word on what changed: who wrote each version, and when.
        return on is not None and author is not None and act_of(self._header[author]) == "prepared"

    @property
    def _is_one_row_a_person(self) -> bool:
        name, on = self._column("name"), self._column("date")
        if len(self._rows) < _FEWEST_ROWS or name is None:
            return False
        # A list of people has names and dates too (of birth, of training): somebody must sign.
        signs = self._column("signature") is not None or bool(act_of(self._header[name]))
        acts = any(act_of(row[0]) for _, row in self._body() if row)
        return signs or (acts and on is not None)

    @property
    def _is_one_column_a_person(self) -> bool:
        people = [cell for cell in self._header if act_of(cell)]
        labels = [plain_name(row[0]) for row in self._rows[1:] if row]
        named = any(label in COLUMNS["name"] for label in labels)
        return len(people) >= _FEWEST_ROWS - (not self._header[0]) and (
            named or all(map(act_of, self._header))
        )

    def _by_row(self) -> Iterator[ApprovalRow]:
        name, role, acts = self._column("name"), self._column("role"), self._column("act")
        if acts is None and name != 0:
            # "Approved by" stands at the left: under no name, or as if it were the role.
            acts = 0 if not self._header[0] else role
        for block, row in self._body():
            written = _cell(row, self._column("date"))
            approval = ApprovalRow(
                act=act_of(_cell(row, acts), self._header[name or 0]),
                role=_cell(row, acts if role is None else role),
                name=_cell(row, name),
                on=parse_date(written),
                on_as_written=written,
                signature=_cell(row, self._column("signature")),
                version=_cell(row, self._column("version")),
                start=block.start,
                end=block.end,
            )
            if approval.name or written or approval.signature:
                yield approval

    def _by_column(self) -> Iterator[ApprovalRow]:
        body = list(self._body())
        for column, header in enumerate(self._header):
            if not act_of(header):
                continue
            facts: dict[str, str] = {}
            for _, row in body:
                text = _cell(row, column)
                facts.setdefault(_kind_of_row(_cell(row, 0), text, facts), text)
            written = facts.get("date", "")
            if facts.get("name"):
                yield ApprovalRow(
                    act=act_of(header),
                    role=facts.get("role", ""),
                    name=facts["name"],
                    on=parse_date(written),
                    on_as_written=written,
                    signature=facts.get("signature", ""),
                    version=facts.get("version", ""),
                    start=self._blocks[0].start,
                    end=self._blocks[-1].end,
                )

    def _body(self) -> Iterator[tuple[Block, tuple[str, ...]]]:
        return zip(self._blocks[1:], self._rows[1:], strict=True)

    def _column(self, kind: str) -> int | None:
        names = COLUMNS[kind]
        return next((at for at, name in enumerate(self._header) if name in names), None)


def _kind_of_row(label: str, text: str, known: Mapping[str, str]) -> str:
    """Return what a row of a table with one column a person is about."""
    name = plain_name(label)
    for kind in ("date", "signature", "role", "version", "name"):
        if name in COLUMNS[kind]:
            return kind
    if parse_date(text):
        return "date"
    return "role" if "name" in known else "name"


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column] if column is not None and column < len(row) else ""


def approvals_of_records(records: Iterable[Mapping[str, str]]) -> Iterator[ApprovalRow]:
    """Yield the approvals that front matter lists."""
    for record in records:
        facts = _facts(record, "role", "name", "date", "signature", "version")
        acts = [name for name in record if act_of(name)]
        yield ApprovalRow(
            act=act_of(*acts, record.get("act", ""), record.get("action", "")) or "approved",
            role=facts["role"],
            name=facts["name"],
            on=parse_date(facts["date"]),
            on_as_written=facts["date"],
            signature=facts["signature"],
            version=facts["version"],
        )


def history_of_records(records: Iterable[Mapping[str, str]]) -> Iterator[HistoryRow]:
    """Yield the versions that front matter lists."""
    for record in records:
        facts = _facts(record, "version", "date", "author", "change", "approver")
        yield HistoryRow(
            version=facts["version"],
            on=parse_date(facts["date"]),
            on_as_written=facts["date"],
            author=facts["author"],
            change=facts["change"],
            approved_by=facts["approver"],
        )


def _facts(record: Mapping[str, str], *kinds: str) -> dict[str, str]:
    return {
        kind: next((text for name, text in record.items() if name in COLUMNS[kind]), "")
        for kind in kinds
    }
