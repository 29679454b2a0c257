"""One job with every record of its chain, for tests to take something away or change it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assay.assessment.case_facts import ChainRecords, Record
from assay.domain.record_family import FAMILIES, ColumnType
from tests.lib.table import table

DAY = 86_400_000_000
AS_OF = 60 * DAY

# Times are days since the first of the records; names are short so that a line holds a record.
_WHOLE = {
    "enquiry": """
        enquiry_id | customer | received_at | part | quantity | site
        -----------+----------+-------------+------+----------+-----
        E-1        | Aerolis  | 1           | P-1  | 10       | east
    """,
    "contract_review": """
        review_id | enquiry | order | part | revision | quantity | reviewed_at | accepted_at | site
        ----------+---------+-------+------+----------+----------+-------------+-------------+-----
        R-1       | E-1     | O-1   | P-1  | B        | 10       | 2           | 3           | east
    """,
    "design_release": """
        release_id | part | revision | order | released_at | superseded_at
        -----------+------+----------+-------+-------------+--------------
        P-1/A      | P-1  | A        | O-0   | 0           | 4
        P-1/B      | P-1  | B        | O-1   | 4           |
    """,
    "work_order": """
        job_id | order | part | revision | quantity | planned_at | started_at | finished_at | site
        -------+-------+------+----------+----------+------------+------------+-------------+-----
        J-1    | O-1   | P-1  | B        | 10       | 5          | 10         | 12          | east
    """,
    "purchase_order": """
        po_id | supplier | job | ordered_at | quantity | site
        ------+----------+-----+------------+----------+-----
        Q-1   | S-1      | J-1 | 6          | 10       | east
    """,
    "goods_receipt": """
        receipt_id | po  | lot | received_at | verified_at | quantity
        -----------+-----+-----+-------------+-------------+---------
        G-1        | Q-1 | L-1 | 8           | 9           | 10
    """,
    "batch": """
        batch_id | job | lot | quantity | made_at | site
        ---------+-----+-----+----------+---------+-----
        B-1      | J-1 | L-1 | 6        | 11      | east
        B-2      | J-1 | L-1 | 4        | 12      | east
    """,
    "inspection": """
        inspection_id | job | kind          | revision | inspected_at | inspected | rejected | result
        --------------+-----+---------------+----------+--------------+-----------+----------+---------
        I-1           | J-1 | first article | B        | 11           | 1         | 0        | accepted
        I-2           | J-1 | final         | B        | 13           | 10        | 0        | accepted
    """,  # noqa: E501 - a record a line
    "release": """
        release_id | job | quantity | released_at
        -----------+-----+----------+------------
        F-1        | J-1 | 10       | 14
    """,
    "delivery": """
        delivery_id | job | order | customer | delivered_at | quantity | batches
        ------------+-----+-------+----------+--------------+----------+---------
        D-1         | J-1 | O-1   | Aerolis  | 15           | 10       | B-1; B-2
    """,
    "complaint": """
        complaint_id | customer | delivery | received_at | ncr
        -------------+----------+----------+-------------+----
        M-1          | Aerolis  | D-1      | 20          | N-1
    """,
    "ncr": """
        ncr_id | job | raised_at | raised_by | contained_at | disposed_at | disposition | closed_at | capa
        -------+-----+-----------+-----------+--------------+-------------+-------------+-----------+-----
        N-1    | J-1 | 21        | ana       | 22           | 23          | rework      | 24        | C-1
    """,  # noqa: E501 - a record a line
    "capa": """
        capa_id | ncr | opened_at | cause   | cause_at | action | acted_at | evidence | checked_at | effective | closed_at
        --------+-----+-----------+---------+----------+--------+----------+----------+------------+-----------+----------
        C-1     | N-1 | 23        | worn    | 25       | new    | 27       | report   | 40         | 1         | 41
    """,  # noqa: E501 - a record a line
}

Rows = dict[str, list[dict[str, Any]]]


def whole_chain() -> Rows:
    """Return every record of a job that is delivered, complained of, and followed up."""
    return {family: [_row(family, row) for row in table(text)] for family, text in _WHOLE.items()}


def _row(family: str, row: Mapping[str, str]) -> dict[str, Any]:
    types = {column.name: column.type for column in FAMILIES[family].columns}
    told: dict[str, Any] = {}
    for name, cell in row.items():
        kind = types[name]
        if kind is ColumnType.TEXT or not cell:
            told[name] = cell or None
        else:
            told[name] = int(cell) * DAY if kind is ColumnType.INSTANT else int(cell)
        if kind is ColumnType.INSTANT:
            told[f"{name}__on"] = told[name]
    return told


def chain_records(rows: Rows) -> ChainRecords:
    """Return rows as a trace is given them."""
    return ChainRecords(rows)


def looking_in(rows: Rows) -> Callable[[str, str, Sequence[str]], Sequence[Record]]:
    """Return the look-up of rows that are at hand."""

    def look_up(family: str, column: str, values: Sequence[str]) -> Sequence[Record]:
        return [row for row in rows.get(family, ()) if row.get(column) in set(values)]

    return look_up
