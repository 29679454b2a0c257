"""The typefaces of the pages: cut down to the letters a page needs, once a version.

Cutting takes some seconds, so the result is kept in the data directory under a
name that changes with the typefaces' versions and with what is cut.
"""

import os
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

INTER = ("fontpkg-inter", "fontpkg_inter", "Inter[opsz,wght].ttf", "inter.woff2")
PLEX = (
    "fontpkg-ibm-plex-mono",
    "fontpkg_ibm_plex_mono",
    "IBMPlexMono-Regular.ttf",
    "plex-mono.woff2",
)

# Latin with everything Europe writes, Greek, Cyrillic, punctuation, arrows, marks.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x3FF), (0x400, 0x4FF), (0x2010, 0x2027),
    (0x2030, 0x205E), (0x20A0, 0x20BF), (0x2100, 0x2122), (0x2190, 0x2199), (0x2200, 0x2265),
)  # fmt: skip


def fonts_folder(home: Path) -> Path:
    """Return where the cut typefaces of this version are kept."""
    said = [f"{package} {version(package)}" for package, *_ in (INTER, PLEX)]
    state = sha256(repr((said, RANGES)).encode()).hexdigest()[:12]
    return home / "fonts" / state


def ensure_fonts(home: Path) -> Path:
    """Return the folder with the cut typefaces, cutting them where that was not done yet."""
    folder = fonts_folder(home) / "fonts"
    for _, module, source, name in (INTER, PLEX):
        if not (folder / name).exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = folder / f"{name}.{os.getpid()}"
            unfinished.write_bytes(_cut(Path(str(files(module))) / "files" / source))
            unfinished.replace(folder / name)
    return folder.parent


def _cut(source: Path) -> bytes:
    from io import BytesIO

    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = [
        "kern",
        "liga",
        "calt",
        "ccmp",
        "mark",
        "mkmk",
        "tnum",
        "cv05",
        "ss03",
    ]
    options.notdef_outline = True
    # A table of languages, which the cutter does not know and no page asks for.
    options.drop_tables += ["meta"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[one for start, end in RANGES for one in range(start, end + 1)])
    subsetter.subset(font)
    # Cut first, then read again: narrowing the axes of an unsaved font loses glyphs it asks for.
    once = BytesIO()
    font.save(once)
    once.seek(0)
    font = TTFont(once, recalcTimestamp=False)
    if "fvar" in font:
        axes = {axis.axisTag for axis in font["fvar"].axes}
        limits = {"opsz": 14, "wght": (400, 700)}
        font = instantiateVariableFont(font, {k: v for k, v in limits.items() if k in axes})
    font.flavor = "woff2"
    cut = BytesIO()
    font.save(cut)
    return cut.getvalue()
