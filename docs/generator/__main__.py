"""``python -m docs.generator``: write every generated page."""

import sys

from docs.generator import FOLDER, ROOT, all_pages


def main() -> None:
    """Write the pages, and say which of them read otherwise than before."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, render in all_pages().items():
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        page = render()
        if page != before:
            path.write_text(page, encoding="utf-8", newline="\n")
            sys.stdout.write(f"{path.relative_to(ROOT).as_posix()} written\n")
    for path in sorted(set(FOLDER.glob("*.md")) - set(all_pages())):
        path.unlink()
        sys.stdout.write(f"{path.relative_to(ROOT).as_posix()} taken away: nothing writes it\n")


main()
