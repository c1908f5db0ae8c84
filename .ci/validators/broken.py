"""Files broken on purpose: each is made from a good one, and names the checkers that must refuse it.

A checker that finds nothing in one of these proves nothing about our files either.
"""

import json
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

from lxml import etree

class NothingToBreak(Exception):
    """The good file lacks what the fault would break."""


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@dataclass
class Fault:
    """One way to break a file."""

    name: str
    # The kind of file and, for a PDF, the profile it was made in.
    suffix: str
    profile: str | None
    caught_by: list[str]
    change: Callable = field(repr=False)

    def make(self, good: Path, folder: Path) -> Path:
        """Writes the broken file and returns its path."""
        path = folder / f"{self.name.replace(' ', '-').replace('/', '-')}-{self.profile or ''}{self.suffix}"
        if self.change is truncate:
            truncate(good, path)
        elif self.suffix == ".pdf":
            change_pdf(good, path, self.change)
        else:
            change_part(good, path, *self.change)
        return path


def change_pdf(good: Path, path: Path, change) -> None:
    """Rewrites a PDF with its dictionaries changed by `change`; with None it is rewritten as it is."""
    text = subprocess.run(
        ["qpdf", "--json-output", "--json-stream-data=inline", str(good)], check=True, capture_output=True
    ).stdout
    document = json.loads(text)
    changed = 0
    for entry in document["qpdf"][1].values():
        value = entry.get("value") if "value" in entry else entry.get("stream", {}).get("dict")
        if change and isinstance(value, dict):
            changed += change(value)
    if change and not changed:
        raise NothingToBreak(f"{good.name} has none")
    source = path.with_suffix(".json")
    source.write_text(json.dumps(document))
    subprocess.run(["qpdf", "--json-input", str(source), str(path)], check=True)
    source.unlink()


def truncate(good: Path, path: Path) -> None:
    """Only the first half of the file, as when a copy was cut off."""
    data = good.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def without(*keys):
    """A change of a PDF: these keys are taken out of every dictionary."""

    def change(dictionary):
        found = [key for key in keys if key in dictionary]
        for key in found:
            del dictionary[key]
        return len(found)

    return change


def change_part(good: Path, path: Path, part: str, change) -> None:
    """Rewrites a package with one XML part changed."""
    shutil.copyfile(good, path)
    with zipfile.ZipFile(good) as package, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in package.namelist():
            data = package.read(name)
            if name.startswith(part):
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            copy.writestr(name, data)


def first(root, name):
    """The first element of this name."""
    found = next(root.iter(name), None)
    if found is None:
        raise NothingToBreak(f"no {etree.QName(name).localname} there")
    return found


def order_of_children(root) -> None:
    """The properties of a paragraph must come first in it."""
    properties = first(root, f"{W}pPr")
    paragraph = properties.getparent()
    paragraph.append(etree.SubElement(paragraph, f"{W}r"))
    paragraph.append(properties)


def empty_cell(root) -> None:
    """A cell must hold a paragraph; Word refuses to open the file without."""
    cell = first(root, f"{W}tc")
    for paragraph in cell.findall(f"{W}p"):
        cell.remove(paragraph)


def dangling_footnote(root) -> None:
    """A reference to a footnote that is not there."""
    first(root, f"{W}footnoteReference").set(f"{W}id", "9999")


def wrong_word_figure(root) -> None:
    """The last figure that stands alone in a table's cell becomes another one."""
    figures = [text for cell in root.iter(f"{W}tc") for text in cell.iter(f"{W}t") if (text.text or "").isdigit()]
    figures[-1].text += "1"


def wrong_cached_value(root) -> None:
    """What a formula is said to give becomes another number."""
    for formula in root.iter(f"{S}f"):
        formula.getparent().find(f"{S}v").text += "1"


def bad_attribute(root) -> None:
    """A row number that is none."""
    first(root, f"{S}row").set("r", "first")


DOCUMENT = "word/document.xml"
SHEETS = "xl/worksheets/sheet"

FAULTS = [
    Fault("cut off", ".pdf", "plain", ["qpdf"], truncate),
    Fault("ToUnicode removed", ".pdf", "a-2a", ["page-validation 2a", "page-validation ua1"], without("/ToUnicode")),
    Fault("structure tree removed", ".pdf", "a-2a", ["page-validation 2a", "page-validation ua1"], without("/StructTreeRoot")),
    Fault("font file removed", ".pdf", "a-2a", ["page-validation 2a"], without("/FontFile2", "/FontFile3")),
    Fault("font file removed", ".pdf", "a-1b", ["page-validation 1b"], without("/FontFile2", "/FontFile3")),
    Fault("wrong child order", ".docx", None, ["ooxml-validator"], (DOCUMENT, order_of_children)),
    Fault("empty cell", ".docx", None, ["openxml-audit"], (DOCUMENT, empty_cell)),
    Fault("dangling footnote", ".docx", None, ["ooxml-validator", "openxml-audit"], (DOCUMENT, dangling_footnote)),
    Fault("wrong figure", ".docx", None, ["LibreOffice"], (DOCUMENT, wrong_word_figure)),
    Fault("bad row number", ".xlsx", None, ["ooxml-validator"], (SHEETS, bad_attribute)),
    Fault("wrong cached value", ".xlsx", None, ["LibreOffice"], (SHEETS, wrong_cached_value)),
]
