"""A standard and a profile small enough to be broken in one place at a time."""

from pathlib import Path

import pytest

from assay.standards.load import load_profile, load_standard
from assay.standards.reading import UnreadableStandardError

STANDARD = {
    "standard.toml": """\
title = "House rules 2030"
about = "How a household keeps order."
edition = "2030"
family = "house"
valid_from = 2030-01-01
confidence = "confirmed"
source = "the fridge door"
[counts]
clauses = 3
requirements = 2
documents = 1
numbered_documents = 1
inputs = 1
controls = 2
themes = { Kitchen = 1, Hall = 1 }
findings = 1
[every.clause]
confidence = "confirmed"
basis = "standard"
source = "the fridge door"
[every.document]
confidence = "unconfirmed"
basis = "custom"
source = "grandmother"
[every.input]
confidence = "confirmed"
basis = "standard"
source = "the fridge door"
[every.control]
confidence = "confirmed"
basis = "standard"
source = "the fridge door"
[every.finding]
confidence = "doubtful"
basis = "house"
source = "the neighbours"
""",
    "clauses.toml": """\
[[clause]]
number = "1"
title = "Order"
kind = "heading"

[[clause]]
number = "1.1"
title = "Shoes"
asks = "Shoes stay outside."
[clause.items]
a = "Boots too."

[[clause]]
number = "1.2"
title = "Dishes"
asks = "Dishes are done before night."
""",
    "documents.toml": """\
[[document]]
key = "rota"
number = 1
title = "Rota"
clauses = ["1.2"]
[[document.part]]
key = "rota"
title = "Rota"
kind = "document"
satisfied_by = ["plan"]
elements = [
  { key = "who", asks = "Whose turn it is." },
  { key = "when", asks = "On which day." },
]
""",
    "review.toml": """\
[[input]]
number = "a"
key = "broken_plates"
clause = "1.2"
asks = "How many plates were broken."
""",
    "controls.csv": """\
number,title,asks,theme,kind,new_in_edition,document,document_confidence,\
typical_records,typical_frequency,frequencies,tests,roles,families
A.1.1,Dishwasher,It runs at night.,Kitchen,tech,no,none,confirmed,\
noise,nightly,run: daily,OBSERVE the noise,everybody,drill
A.1.2,Shoe rack,It is used.,Hall,org,no,none,confirmed,\
shoes,always,use: per visit,VISUAL the hall,everybody,
""",
    "findings.csv": """\
key,stage,finding,clauses,controls,grade,other_grade,other_grade_when,trigger
H-1,2,Mud in the hall,1.1 a,A.1.2,minor,major,it is on the carpet,mud > 0
""",
}

PROFILE = """\
title = "Grandmother"
about = "Strict about time, kind about the rest."
standards = ["house"]

[[value]]
key = "gap.min_weeks"
value = 6
tag = "S"
source = "grandmother"
confidence = "confirmed"
basis = "custom"
"""


def write_standard(parent: Path, *, name: str = "house-2030", **files: str) -> Path:
    """Write the small standard, with some files otherwise; a file without text is left out."""
    folder = parent / name
    folder.mkdir()
    texts = STANDARD | {_file_name(key): text for key, text in files.items()}
    for file, text in texts.items():
        if text:
            (folder / file).write_text(text, encoding="utf-8")
    return folder


def change(file: str, old: str, new: str) -> dict[str, str]:
    """Return one file of the small standard with one passage otherwise."""
    text = STANDARD[file]
    assert text.count(old) == 1, f"{text.count(old)} times {old!r} in {file}"
    return {file.replace(".", "_"): text.replace(old, new)}


def problems_of_standard(folder: Path) -> list[str]:
    """Return what the loader has against a standard, line by line."""
    with pytest.raises(UnreadableStandardError) as refused:
        load_standard(folder)
    return str(refused.value).splitlines()


def problems_of_profile(parent: Path, text: str, name: str = "strict") -> list[str]:
    """Return what the loader has against a profile, line by line."""
    file = parent / f"{name}.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableStandardError) as refused:
        load_profile(file)
    return str(refused.value).splitlines()


def _file_name(key: str) -> str:
    stem, _, suffix = key.rpartition("_")
    return f"{stem}.{suffix}"
