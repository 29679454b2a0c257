"""Takes a workbook apart into its sheets.

Only ``assay.intake.tables.read`` calls this, inside a process with limits: what
a hostile file can make an XML parser do is not for the process that people use.
"""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from assay.intake.tables.number_format import NumberFormat, built_in_format, parse_format
from assay.intake.tables.package import Package, local_name, relationship_id
from assay.intake.tables.table import Table, UnreadableTableError
from assay.intake.tables.worksheet import Surroundings, parse_shared_texts, parse_worksheet

_MOST_SHEETS: Final = 500
_TRUE: Final = frozenset({"1", "true", "on"})


def parse_workbook(content: bytes) -> list[Table]:
    """Return the sheets of a workbook in their order, charts and the like left out."""
    package = Package(content)
    path = _path_of_kind(package, "", "officeDocument")
    if not path or not package.has(path):
        raise UnreadableTableError("a ZIP archive that is no workbook", "a CSV or XLSX file")
    root = package.parse(path)
    targets = package.relationships(path)
    surroundings = Surroundings(
        texts=_shared_texts(package, _path_of_kind(package, path, "sharedStrings")),
        formats=_formats(package, _path_of_kind(package, path, "styles")),
        since_1904=_is_since_1904(root),
    )
    sheets = [each for each in root.iter("{*}sheet") if local_name(each) == "sheet"]
    tables = []
    for sheet in sheets[:_MOST_SHEETS]:
        target = targets.get(relationship_id(sheet))
        if target is None or target.kind != "worksheet" or not package.has(target.path):
            continue
        rows, merged = parse_worksheet(package, target.path, surroundings)
        hidden = sheet.get("state", "visible") != "visible"
        tables.append(Table(rows, sheet.get("name", ""), hidden=hidden, merged=merged))
    return tables


def _path_of_kind(package: Package, path: str, kind: str) -> str:
    related = package.relationships(path).values()
    return next((each.path for each in related if each.kind == kind), "")


def _shared_texts(package: Package, path: str) -> list[str]:
    return parse_shared_texts(package, path) if path and package.has(path) else []


def _formats(package: Package, path: str) -> Sequence[NumberFormat]:
    if not path or not package.has(path):
        return ()
    root = package.parse(path)
    own = {
        each.get("numFmtId", ""): parse_format(each.get("formatCode", ""))
        for each in root.iter("{*}numFmt")
    }
    styles = next(root.iter("{*}cellXfs"), None)
    if styles is None:
        return ()
    return [_format_of(style, own) for style in styles]


def _format_of(style: etree._Element, own: dict[str, NumberFormat]) -> NumberFormat:
    number = style.get("numFmtId", "0")
    if number in own:
        return own[number]
    return built_in_format(int(number) if number.isdecimal() else 0)


def _is_since_1904(root: etree._Element) -> bool:
    settings = next(root.iter("{*}workbookPr"), None)
    return settings is not None and settings.get("date1904", "0") in _TRUE
