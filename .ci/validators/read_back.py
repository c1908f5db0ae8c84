"""Figures read back through LibreOffice.

DOCX: opened, printed as PDF, its text compared with the CSV twins of the project's tables. XLSX: opened, every formula
computed anew, saved, each cell compared with what the file said before.
"""

import csv
import re
import subprocess
import zipfile
from pathlib import Path

from lxml import etree

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

# Formulas are computed anew on loading; by default LibreOffice believes the cached values of foreign files.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


class Office:
    """LibreOffice with a profile folder of its own."""

    def __init__(self, folder: Path):
        self.profile = folder / "office-profile"
        (self.profile / "user").mkdir(parents=True)
        (self.profile / "user" / "registrymodifications.xcu").write_text(SETTINGS)

    def convert(self, kind: str, files, folder: Path) -> None:
        """Opens the files and saves them in `folder` as `kind`, in one run of LibreOffice."""
        folder.mkdir(parents=True, exist_ok=True)
        command = ["soffice", f"-env:UserInstallation={self.profile.as_uri()}", "--headless", "--convert-to", kind]
        run = subprocess.run(
            [*command, "--outdir", str(folder), *map(str, files)], capture_output=True, text=True, timeout=300
        )
        if run.returncode != 0:
            raise RuntimeError(f"LibreOffice: {run.stderr.strip()}")

    def read_document(self, documents, folder: Path):
        """The text lines of each DOCX as LibreOffice prints it."""
        self.convert("pdf", documents, folder)
        return [text_lines(folder / f"{document.stem}.pdf") for document in documents]

    def recompute(self, workbooks, folder: Path):
        """The path of each XLSX after LibreOffice has computed it anew."""
        self.convert("xlsx", workbooks, folder)
        return [folder / workbook.name for workbook in workbooks]


def text_lines(pdf: Path):
    """The lines of a PDF, each with what stands beside it in the row of a table."""
    if not pdf.exists():
        return []
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout.splitlines()


def printed(word: str):
    """A word of a printed line as a figure in the form of the CSV twin, or None."""
    word = word.strip("().;:").lstrip("+−")
    if word == "X" or re.fullmatch(r"\d+", word):
        return word.lstrip("0") or None
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", word):
        return word.replace(".", "")
    if re.fullmatch(r"\d+(,\d+)?%|\d+,\d+", word):
        return word
    date = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", word)
    return f"{date[3]}-{int(date[2]):02}-{int(date[1]):02}" if date else None


def wanted(cell: str):
    """The forms in which a cell of a CSV twin may be printed as a figure, or None; a zero may be printed as a blank."""
    cell = cell[1:] if re.fullmatch(r"-\d+(\.\d+)?", cell) else cell
    if cell == "X" or re.fullmatch(r"\d+", cell):
        return (cell.lstrip("0"),) if cell.lstrip("0") else None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return (cell,)
    # A rate, a change of one, or a number of points; one decimal alone may be a code such as 2.1.
    decimal = re.fullmatch(r"(\d+)\.(\d\d)(\d*)", cell)
    if decimal:
        whole = int(decimal[1] + decimal[2])
        return (f"{whole},{decimal[3]}%" if decimal[3] else f"{whole}%", f"{whole},{decimal[3]}", cell.replace(".", ","))
    return None


def missing_rows(table: Path, lines):
    """The rows of a CSV twin whose figures do not stand in one line each, below one another."""
    figures_of_lines = [[figure for word in line.split() if (figure := printed(word))] for line in lines]
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    place, missing = 0, []
    for number, row in enumerate(rows, 1):
        figures = [figure for cell in row if (figure := wanted(cell))]
        # Where the row's texts have figures of their own, these may stand in the line as well.
        loose = any(re.search(r"\d", cell) and not wanted(cell) and cell.strip("0") for cell in row)
        found = next((at for at in range(place, len(lines)) if holds(figures_of_lines[at], figures, loose)), None)
        if found is None:
            missing.append(f"{table.name}, row {number}: no line with {' '.join(forms[-1] for forms in figures)} ({' | '.join(row)[:90]})")
        else:
            place = found + 1
    return missing


def holds(line, figures, loose) -> bool:
    """Whether a line holds these figures in their order; `loose`: with others between them."""
    if not loose:
        return len(line) == len(figures) and all(found in forms for found, forms in zip(line, figures))
    rest = iter(line)
    return all(any(found in forms for found in rest) for forms in figures)


def different_cells(before: Path, after: Path):
    """The cells whose value LibreOffice computes or reads otherwise, and how many formulas were computed."""
    if not after.exists():
        return [f"{before.name}: LibreOffice does not open it"], 0
    old, formulas = cells(before)
    new, _ = cells(after)
    complaints = [
        f"{before.name} {place[0]}!{place[1]}: {value} is {new.get(place)} in LibreOffice"
        for place, value in old.items()
        if not same(value, new.get(place))
    ]
    return complaints, formulas


def same(left, right) -> bool:
    """Numbers are compared as numbers."""
    if isinstance(left, float) and isinstance(right, float):
        return abs(left - right) <= 1e-9 * max(abs(left), abs(right), 1.0)
    return left == right


def cells(path: Path):
    """The value of each cell that is not empty by (sheet, place), and the count of formulas."""
    with zipfile.ZipFile(path) as package:
        part = lambda name: etree.fromstring(package.read(name))
        shared = []
        if "xl/sharedStrings.xml" in package.namelist():
            shared = [text_of(item) for item in part("xl/sharedStrings.xml").iter(f"{S}si")]
        targets = {relation.get("Id"): relation.get("Target") for relation in part("xl/_rels/workbook.xml.rels")}
        found, formulas = {}, 0
        for sheet in part("xl/workbook.xml").iter(f"{S}sheet"):
            target = targets[sheet.get(RELATION)].lstrip("/")
            root = part(target if target.startswith("xl/") else f"xl/{target}")
            formulas += sum(1 for _ in root.iter(f"{S}f"))
            for cell in root.iter(f"{S}c"):
                value = cell_value(cell, shared)
                if value not in (None, ""):
                    found[(sheet.get("name"), cell.get("r"))] = value
    return found, formulas


def cell_value(cell, shared):
    """A number as float, anything else as text."""
    if cell.get("t") == "inlineStr":
        return text_of(cell.find(f"{S}is"))
    value = cell.findtext(f"{S}v")
    match cell.get("t", "n"):
        case _ if value is None:
            return None
        case "s":
            return shared[int(value)]
        case "n":
            return float(value)
    return value


def text_of(item) -> str:
    """The text of a string item, its runs put together."""
    return "".join(text.text or "" for text in item.iter(f"{S}t"))
