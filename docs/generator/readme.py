"""The picture in the README: what the commands print today, about a demo company made for it.

Only what stands between the marks is written by machine; the rest of the page
is written by hand.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.generator import ROOT

README = ROOT / "README.md"

_BEGIN = "<!-- What follows up to the next mark is written by `make docs`. -->"
_END = "<!-- Here it ends. -->"


@dataclass(frozen=True, slots=True)
class Scene:
    """One command, why somebody types it, and how many lines of its output make the picture."""

    says: str
    words: str
    lines: int = 60


_SCENES = (
    Scene("An invented company, with a year of its work:", "demo demo/cloud --organisation cloud"),
    Scene("What its folder says:", "show demo/cloud", lines=14),
    Scene(
        "One of its risks, with everything that anybody ever said of it:",
        "show demo/cloud risks R-07 --history",
    ),
    Scene(
        "The same company, with one fact changed:",
        "demo demo/flawed --organisation cloud --defect service-without-why",
    ),
    Scene(
        "What an auditor would see of that at Stage 1:",
        "stage1 demo/flawed --only scope-without-why",
    ),
    Scene(
        "Another flaw, which no document shows: one team deploys past the change procedure.",
        "demo demo/bypassed --organisation cloud --defect team-deploys-without-change",
    ),
    Scene(
        "What every record of half a year says of that at Stage 2:",
        "stage2 demo/bypassed --only deployment-without-change",
    ),
)


def render_readme() -> str:
    """Return the README with its picture drawn anew."""
    with TemporaryDirectory() as folder:
        picture = "\n".join(_scene(scene, Path(folder)) for scene in _SCENES)
    before, _, rest = README.read_text(encoding="utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n\n{picture}\n{_END}{after}"


def _scene(scene: Scene, folder: Path) -> str:
    shown = _run(scene.words.split(), folder)
    if len(shown) > scene.lines:
        shown = [*shown[: scene.lines], "..."]
    return "\n".join([scene.says, "", "```text", f"$ assay {scene.words}", *shown, "```", ""])


def _run(words: list[str], folder: Path) -> list[str]:
    command = [sys.executable, "-c", "from assay.cli.main import run; run()", *words]
    # Nothing of this machine may show, and no path but the one that the picture names.
    plain = {name: value for name, value in os.environ.items() if name != "FORCE_COLOR"}
    done = subprocess.run(  # noqa: S603 - our own command
        command, cwd=folder, env=plain, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode not in {0, 1} or done.stderr:
        raise RuntimeError(f"assay {' '.join(words)} ended with {done.returncode}: {done.stderr}")
    blanks_once = re.sub(r"\n{3,}", "\n\n", re.sub(r"(?m)[ ]+$", "", done.stdout))
    return blanks_once.strip("\n").splitlines()
