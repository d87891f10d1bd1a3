"""Documents to Word: real headings, tables whose headings repeat, alternative text, one language."""

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dashboard.plain_text import clean
from dashboard.reports.document import (
    Block,
    Document,
    Facts,
    Heading,
    Mark,
    NewPage,
    Numbers,
    Picture,
    Points,
    Table,
    Text,
    said,
    widths,
)
from dashboard.reports.pictures import as_png

AUTHOR, LANGUAGE, TYPEFACE = "Link Inspector Dashboard", "en-GB", "Arial"
SOFT, ACCENT = RGBColor(0x4A, 0x50, 0x58), RGBColor(0x0B, 0x0C, 0x0C)
# Fill and ink of a mark, and its sign.
TONES = {
    "red": ("920B02", "FFFFFF", "■"),
    "amber": ("FFF1DC", "8A4700", "▲"),
    "green": ("E1F4EE", "075243", "●"),
    "grey": ("ECEEF0", "55585C", "○"),
    "blue": ("E6EBFF", "2340C4", "✔"),
}
LINE_OF_TEXT = Cm(17.4)
# The parts of the file carry no time of their own, so that equal documents are equal files.
UNDATED = (1980, 1, 1, 0, 0, 0)


def as_docx(document: Document) -> bytes:
    """The document; equal byte for byte for equal documents."""
    word = docx.Document()
    _set_up(word, document)
    word.add_paragraph(clean(document.title), style="Title")
    for block in document.blocks:
        _add(word, block)
    word.add_heading("About this document", level=1)
    _add(word, Facts(document.about.facts))
    memory = io.BytesIO()
    word.save(memory)
    return _undated(memory.getvalue())


def _set_up(word: Any, document: Document) -> None:
    on = datetime(document.about.on.year, document.about.on.month, document.about.on.day)  # noqa: DTZ001
    properties = word.core_properties
    properties.title, properties.author, properties.language = clean(document.title), AUTHOR, LANGUAGE
    properties.created, properties.modified = on, on
    properties.last_modified_by, properties.revision, properties.comments = AUTHOR, 1, ""
    _styles(word)
    page = word.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(1.8)
    page.top_margin, page.bottom_margin = Cm(2), Cm(1.8)
    _line(page.header.paragraphs[0], document.marking, clean(document.title))
    footer = page.footer.paragraphs[0]
    _line(footer, f"As of {document.about.as_of}", "Page ")
    _field(footer, "PAGE")


def _styles(word: Any) -> None:
    base = word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = base.find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)
    for name, size, bold in (
        ("Normal", 9.5, None),
        ("Title", 19, True),
        ("Heading 1", 13.5, True),
        ("Heading 2", 11, True),
    ):
        style = word.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.color.rgb = TYPEFACE, Pt(size), bold, ACCENT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    ruled = word.styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
    if ruled is not None:
        word.styles["Title"].element.get_or_add_pPr().remove(ruled)


def _line(paragraph: Any, left: str, right: str) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(LINE_OF_TEXT, WD_TAB_ALIGNMENT.RIGHT)
    run = paragraph.add_run(f"{clean(left)}\t{right}")
    run.font.size, run.font.color.rgb = Pt(8), SOFT


def _field(paragraph: Any, code: str) -> None:
    """A number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)


# --- blocks ---


def _add(word: Any, block: Block) -> None:
    if isinstance(block, Table):
        _table(word, block)
    elif isinstance(block, Picture):
        _picture(word, block.spec, block.says)
    elif isinstance(block, NewPage):
        word.add_page_break()
    else:
        _add_words(word, block)


def _add_words(word: Any, block: Heading | Text | Points | Mark | Facts | Numbers) -> None:
    match block:
        case Heading(level, text):
            word.add_heading(clean(text), level=level)
        case Text(text, soft):
            run = word.add_paragraph().add_run(clean(text))
            run.font.color.rgb = SOFT if soft else None
        case Points(items):
            for item in items:
                word.add_paragraph(clean(item), style="List Bullet")
        case Mark(tone, named):
            _mark(word, tone, named)
        case Facts(pairs):
            _facts(word, pairs)
        case Numbers(cards):
            _facts(word, tuple((label, f"{number}, {meaning}") for number, label, meaning in cards))


def _mark(word: Any, tone: str, named: str) -> None:
    fill, ink, sign = TONES[tone]
    run = word.add_paragraph().add_run(f" {sign} {clean(named)} ")
    run.font.bold, run.font.size, run.font.color.rgb = True, Pt(10.5), RGBColor.from_string(ink)
    run._r.get_or_add_rPr().append(_shade(fill))


def _shade(fill: str) -> Any:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    return shade


def _facts(word: Any, pairs: tuple[tuple[str, str], ...]) -> None:
    """Each name in front of its value: read in this order also where tables are not understood."""
    for name, value in pairs:
        line = word.add_paragraph()
        line.paragraph_format.left_indent = Cm(4.6)
        line.paragraph_format.first_line_indent = Cm(-4.6)
        line.paragraph_format.tab_stops.add_tab_stop(Cm(4.6))
        line.paragraph_format.space_after = Pt(2)
        line.add_run(clean(name)).font.color.rgb = SOFT
        line.add_run(f"\t{clean(value)}")


def _table(word: Any, block: Table) -> None:
    table = word.add_table(rows=1, cols=len(block.headings))
    table.style, table.autofit = "Table Grid", False
    _describe(table, block.caption)
    shares = widths(block)
    sizes = [int(LINE_OF_TEXT * share / sum(shares)) for share in shares]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    _row(table.rows[0], [clean(one) for one in block.headings], sizes, is_heading=True)
    for values in block.rows:
        _row(table.add_row(), [clean(said(one)) for one in values], sizes)
    word.add_paragraph().paragraph_format.space_after = Pt(2)


def _row(row: Any, cells: list[str], sizes: list[int], *, is_heading: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, words, size in zip(row.cells, cells, sizes, strict=True):
        cell.width = size
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(words)
        run.font.size = Pt(8.5)
        run.font.bold = is_heading or None
        if is_heading:
            cell._tc.get_or_add_tcPr().append(_shade("ECEEF0"))


def _describe(table: Any, caption: str) -> None:
    """What a table shows, for those who hear it before they enter it."""
    for name in ("w:tblCaption", "w:tblDescription"):
        said_of_it = OxmlElement(name)
        said_of_it.set(qn("w:val"), clean(caption))
        table._tbl.tblPr.append(said_of_it)


def _picture(word: Any, spec: dict[str, Any], says: str) -> None:
    word.add_picture(io.BytesIO(as_png(spec)), width=LINE_OF_TEXT)
    described = word.inline_shapes[-1]._inline.docPr
    described.set("descr", clean(says))
    described.set("title", "Chart")


def _undated(content: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as made, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, UNDATED)
            part.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(part, made.read(name))
    return memory.getvalue()
