"""Takes a workbook apart into its sheets.

Only ``assay.intake.tables.read`` calls this, inside a process with limits: what
a hostile file can make an XML parser do is not for the process that people use.
"""

from collections.abc import Sequence
from typing import Final

from assay.intake.office_package import WORKBOOK, OfficePackage
from assay.intake.tables.number_format import NumberFormat, built_in_format, parse_format
from assay.intake.tables.table import A_TABLE, Table
from assay.intake.tables.worksheet import Surroundings, parse_shared_texts, parse_worksheet
from assay.intake.unreadable import UnreadableFileError
from assay.intake.xml_parts import Element, local_name

_MOST_SHEETS: Final = 500
_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TRUE: Final = frozenset({"1", "true", "on"})


def parse_workbook(content: bytes) -> list[Table]:
    """Return the sheets of a workbook in their order, charts and the like left out."""
    package = OfficePackage(content, expected=A_TABLE)
    if package.kind not in {WORKBOOK, ""}:
        raise UnreadableFileError(package.kind, A_TABLE)
    root = package.main()
    targets = package.relationships(package.main_path)
    surroundings = Surroundings(
        texts=_shared_texts(package),
        formats=_formats(next(iter(package.related("styles")), None)),
        since_1904=_is_since_1904(root),
    )
    sheets = [each for each in root.iter("{*}sheet") if local_name(each) == "sheet"]
    tables = []
    for sheet in sheets[:_MOST_SHEETS]:
        target = targets.get(_relationship_id(sheet))
        if target is None or target.kind != "worksheet":
            continue
        rows, merged = parse_worksheet(package, target.path, surroundings)
        hidden = sheet.get("state", "visible") != "visible"
        tables.append(Table(rows, sheet.get("name", ""), hidden=hidden, merged=merged))
    return tables


def _shared_texts(package: OfficePackage) -> list[str]:
    paths = package.paths("sharedStrings")
    return parse_shared_texts(package, paths[0]) if paths else []


def _relationship_id(sheet: Element) -> str:
    return sheet.get(_ID) or sheet.get(_STRICT_ID) or ""


def _formats(root: Element | None) -> Sequence[NumberFormat]:
    if root is None:
        return ()
    own = {
        each.get("numFmtId", ""): parse_format(each.get("formatCode", ""))
        for each in root.iter("{*}numFmt")
    }
    styles = next(root.iter("{*}cellXfs"), None)
    if styles is None:
        return ()
    return [_format_of(style, own) for style in styles]


def _format_of(style: Element, own: dict[str, NumberFormat]) -> NumberFormat:
    number = style.get("numFmtId", "0")
    if number in own:
        return own[number]
    return built_in_format(int(number) if number.isdecimal() else 0)


def _is_since_1904(root: Element) -> bool:
    settings = next(root.iter("{*}workbookPr"), None)
    return settings is not None and settings.get("date1904", "0") in _TRUE
