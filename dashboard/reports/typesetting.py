"""Sets one document, in a process of its own: the setter holds this language's lock, and for as long as it works on a
long document nobody else's page would move.

Run as a file, with the document's words on its standard input; it answers with the PDF, and imports nothing of ours.
"""

import sys
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).resolve().parent
TEMPLATE, FONTS = HERE / "document.typ", HERE / "fonts"


def main() -> None:
    fonts: Any = [str(FONTS)]
    content = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        # Tagged, in one language, with a title and alternative text: refused where something of that is missing.
        pdf_standards="ua-1",
        timestamp=0,
        sys_inputs={"document": sys.stdin.buffer.read().decode()},
        # The project's own typeface: nothing is looked for on the system or the network.
        font_paths=fonts,
        ignore_system_fonts=True,
    )
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
