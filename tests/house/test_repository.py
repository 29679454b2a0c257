"""Facts about the checkout as a whole: locks, layers, settings, and what must not be in it."""

import re
import tomllib
from typing import Any

import pytest

from tests.lib.source import ROOT, text_files

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))

# Written so that this file does not hold what it looks for.
ADDRESSES = re.compile(
    r"python[h]osted|pypi[.]org|npmjs[.]|deb[.]debian|(proxy|mirror|registry)[.]\w+[.]\w+"
)
PLACES_OF_ONE_MACHINE = re.compile(
    r"(?<![\w.~$}])/(home/(?!ana\b|bo\b|cy\b)|Users/(?!ana\b)|root/|work/(main|shared|notes)|farm/|opt/|mnt/)"
)


def locked(text: str) -> dict[str, str]:
    """Return name and version of everything that a lock file holds."""
    extras = r"(?:\[[a-z0-9, ._-]+\])?"
    return dict(re.findall(rf"(?m)^([a-z0-9][a-z0-9._-]*){extras}==([^\s;]+)", text))


@pytest.mark.parametrize("path", LOCKS, ids=[path.stem for path in LOCKS])
def test_a_lock_holds_names_versions_and_hashes_and_no_address(path: Any) -> None:
    text = path.read_text(encoding="utf-8")

    packages = [block for block in re.split(r"(?m)^(?=[a-z0-9])", text) if "==" in block]

    assert "://" not in text
    assert [block for block in packages if "--hash=sha256:" not in block] == []
    assert len(packages) == len(locked(text))


def test_there_is_a_lock_to_run_and_a_lock_to_develop_that_agree() -> None:
    run, dev = (
        locked((ROOT / "requirements" / name).read_text()) for name in ("run.txt", "dev.txt")
    )

    assert run.items() <= dev.items()


def test_every_dependency_is_locked() -> None:
    asked = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["postgres"],
        *PROJECT["dependency-groups"]["dev"],
    ]
    names = {re.split(r"[\[<>=~!;\s]", one)[0].lower() for one in asked}

    assert names - set(locked((ROOT / "requirements" / "dev.txt").read_text())) == set()


def test_every_dependency_says_why_it_is_there() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lists = re.findall(r"(?ms)^(?:dependencies|dev) = \[\n(.*?)^\]", text)
    lines = [line for block in lists for line in block.splitlines()]

    assert len(lists) == 2
    assert [line for line in lines if not re.search(r'^  ".+", *# \w', line)] == []


def test_every_ignored_rule_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (ignored,) = re.findall(r"(?ms)^ignore = \[\n(.*?)^\]", text)
    unexplained = [line for line in ignored.splitlines() if "#" not in line]

    # These two carry the reason of the rule above them.
    assert [line.strip(' ",') for line in unexplained] == [
        "EM102",
        "TRY003",
        "FA102",
        "TC002",
        "TC003",
    ]


def test_every_package_has_its_layer() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    (layers,) = (contract for contract in contracts if contract["type"] == "layers")
    placed = {name for layer in layers["layers"] for name in re.findall(r"\w+", layer)}
    packages = {path.parent.name for path in (ROOT / "src" / "assay").glob("*/__init__.py")}

    assert layers["exhaustive"] is True
    assert packages - placed == set()


def test_django_is_forbidden_everywhere_below_the_shell() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    (forbidding,) = (contract for contract in contracts if contract["type"] == "forbidden")
    shell = {"store", "actions", "web", "api", "cli"}
    packages = {path.parent.name for path in (ROOT / "src" / "assay").glob("*/__init__.py")}

    assert set(forbidding["source_modules"]) >= {f"assay.{name}" for name in packages - shell}


def test_pytest_lets_nothing_pass_unseen() -> None:
    options = PROJECT["tool"]["pytest"]["ini_options"]

    assert options["filterwarnings"][0] == "error"
    assert options["xfail_strict"] is True
    assert {"--strict-markers", "--strict-config"} <= set(options["addopts"])


def test_no_file_tells_of_one_machine_or_one_registry() -> None:
    told = {
        path.relative_to(ROOT).as_posix(): sorted(found)
        for path in text_files()
        if (found := told_by(path.read_text(encoding="utf-8", errors="replace")))
    }

    assert told == {}


def told_by(text: str) -> set[str]:
    return {
        match[0] for rule in (ADDRESSES, PLACES_OF_ONE_MACHINE) for match in rule.finditer(text)
    }


def test_an_address_and_a_place_of_one_machine_are_seen() -> None:
    assert told_by("see files.python" + "hosted.org") == {"python" + "hosted"}
    assert told_by("open /ho" + "me/root/x") == {"/ho" + "me/"}
    assert told_by("open /home/ana/x, who is nobody") == set()
    assert told_by("a share of work/main, ~/opt/x and $HOME/opt/x") == set()


def test_the_licence_is_there() -> None:
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").lstrip().startswith("Apache License")


def test_make_says_what_there_is_to_make() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"(?m)^\.PHONY: (.+)$", text)

    said = set(re.findall(r"(?m)^([a-z]+):.*## \w", text))
    parts_of_check = {"form", "types", "layers"}

    assert said | parts_of_check == set(phony.split())
