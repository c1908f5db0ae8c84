"""Runs every sample project through every checker, then every checker over files broken on purpose.

In: the program, the path of ooxml-validator, an empty folder. Out: what is wrong, a line each; exit status 1 if anything is.
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from broken import FAULTS, NothingToBreak, change_pdf
from checkers import STANDARDS, Checkers, pdf_standard
from read_back import Office, different_cells, missing_rows

SAMPLES = Path("sample-data")
# The samples of known exports differ in what is read, not in what is rendered: one stands for all.
EXPORT = "generic"
# The ledger is data for programs; no document prints it.
LEDGER = "tasks.csv"
PARALLEL = 4


class Run:
    """One folder of rendered files."""

    def __init__(self, project: Path, out: Path, profile: str):
        self.project, self.out, self.profile = project, out, profile

    def files(self, suffix):
        """The rendered files of this kind."""
        return sorted(self.out.rglob(f"*{suffix}"))

    def word_template(self):
        """The office's own Word file of which the report was made, where the project has one."""
        return next(iter(sorted(self.project.rglob("*.docx"))), None) if self.out.name == "report" else None

    def tables(self):
        """The CSV twins of the printed tables."""
        return sorted(path for path in (self.out / "tables").glob("*.csv") if path.name != LEDGER)


def render(program, folder: Path):
    """Makes every document of every sample project: all formats in the first PDF profile, only PDF in the others."""
    runs = []
    projects = [definition.parent for definition in sorted(SAMPLES.glob("*/dondoc.toml"))]
    exports = [project for project in projects if (project / "expected.toml").exists()]
    # The full reports come first: `prove` breaks the files of the first run that has them.
    full = [project for project in projects if project not in exports]
    for project in full + [project for project in exports if project.name == EXPORT]:
        scored = "[scores]" in (project / "dondoc.toml").read_text(encoding="utf-8").splitlines()
        commands = ["report"] if project in exports else ["report", "letters"] + ["score"] * scored
        for number, profile in enumerate(STANDARDS):
            formats = ["--formats", "pdf"] if number else []
            for command in commands:
                out = folder / "out" / project.name / profile / command
                arguments = [program, command, str(project), "--out", str(out), "--pdf-profile", profile, *formats]
                run = subprocess.run(arguments, capture_output=True, text=True)
                if run.returncode != 0:
                    sys.exit(f"{' '.join(arguments)}\n{run.stdout}{run.stderr}")
                runs.append(Run(project, out, profile))
    if not runs:
        sys.exit(f"no sample project below {SAMPLES}/")
    return runs


def check_all(runs, checkers, pool):
    """The complaints of all checkers about the good files."""
    jobs = []
    for run in runs:
        for path in run.files(".pdf") + run.files(".docx") + run.files(".xlsx"):
            for name, checker in checkers.of(path, run.profile):
                label = f"{run.project.name} {run.profile} {path.relative_to(run.out)}, {name}"
                template = run.word_template() if path.suffix == ".docx" else None
                jobs.append((label, pool.submit(new_complaints, checker, path, template)))
    complaints = {label: job.result() for label, job in jobs}
    print(f"checked: {len(complaints)} checks of {sum(len(run.files(kind)) for run in runs for kind in ('.pdf', '.docx', '.xlsx'))} files")
    return [f"{label}: {text}" for label, texts in complaints.items() for text in texts]


def new_complaints(checker, path: Path, template):
    """The complaints about a file that its Word template, kept as the office made it, does not draw itself."""
    known = set(checker(template)) if template else set()
    return [text for text in checker(path) if text not in known]


def read_back(runs, office: Office, folder: Path):
    """What LibreOffice reads otherwise than the program wrote it."""
    complaints, rows, formulas = [], 0, 0
    for number, run in enumerate(runs):
        documents, workbooks = run.files(".docx"), run.files(".xlsx")
        if documents:
            texts = office.read_document(documents, folder / f"documents-{number}")
            for document, lines in zip(documents, texts):
                if not lines:
                    complaints.append(f"{document.name}: LibreOffice does not open it")
            printed = [line for lines in texts for line in lines]
            for table in run.tables():
                complaints += [f"{run.project.name} DOCX in LibreOffice: {text}" for text in missing_rows(table, printed)]
                rows += len(table.read_text().splitlines()) - 1
        if workbooks:
            for before, after in zip(workbooks, office.recompute(workbooks, folder / f"workbooks-{number}")):
                different, computed = different_cells(before, after)
                complaints += [f"{run.project.name} XLSX: {text}" for text in different]
                formulas += computed
    if rows == 0 or formulas == 0:
        complaints.append(f"LibreOffice: {rows} rows and {formulas} formulas compared, so nothing is proved")
    print(f"read back through LibreOffice: {rows} rows of tables in DOCX, {formulas} formulas in XLSX")
    return complaints


def prove(runs, checkers, office: Office, folder: Path):
    """The checkers that let a broken file pass: it must draw a complaint that its good original does not."""
    complaints, refusals = [], 0
    folder.mkdir()
    for fault in FAULTS:
        run = next(run for run in runs if run.files(fault.suffix) and fault.profile in (None, run.profile))
        good = pick(run, fault.suffix)
        try:
            bad = fault.make(good, folder)
        except NothingToBreak as reason:
            complaints.append(f"{fault.name}: cannot be tried, {reason}")
            continue
        if fault.suffix == ".pdf":
            # Rewritten by the same tool but not broken, so that the fault alone makes the difference.
            good = folder / "rewritten.pdf"
            change_pdf(pick(run, ".pdf"), good, None)
        judges = dict(checkers.of(bad, fault.profile))
        judges["LibreOffice"] = lambda path: office_complaints(path, run, office, folder)
        for name in fault.caught_by:
            if set(judges[name](bad)) - set(judges[name](good)):
                refusals += 1
            else:
                complaints.append(f"{name} does not see the fault in {bad.name} ({fault.name})")
    print(f"proved: {refusals} refusals of {len(FAULTS)} broken files")
    return complaints


def pick(run, suffix):
    """The run's largest file of this kind: the report."""
    return max(run.files(suffix), key=lambda path: path.stat().st_size)


def office_complaints(path: Path, run: Run, office: Office, folder: Path):
    """What reading one file back through LibreOffice shows."""
    where = folder / "read-back"
    if path.suffix == ".docx":
        (lines,) = office.read_document([path], where)
        return [text for table in run.tables() for text in missing_rows(table, lines)]
    (after,) = office.recompute([path], where)
    return [text.split(" ", 1)[1] for text in different_cells(path, after)[0]]


def main() -> int:
    program, ooxml_validator, work = sys.argv[1:]
    folder = Path(work).resolve()
    checkers, office = Checkers(ooxml_validator), Office(folder)
    runs = render(str(Path(program).resolve()), folder)
    with ThreadPoolExecutor(PARALLEL) as pool:
        # LibreOffice works beside the checkers, one run at a time: its profile folder serves one at once.
        office_job = pool.submit(read_back, runs, office, folder / "office")
        complaints = check_all(runs, checkers, pool) + office_job.result()
    complaints += prove(runs, checkers, office, folder / "broken")
    # A fault of one kind shows in every letter: it is told once, with the first file that has it.
    kinds = {}
    for complaint in complaints:
        kinds.setdefault(complaint.split(", ", 1)[-1], []).append(complaint)
    for same in kinds.values():
        print(f"  {same[0]}" + (f" (and {len(same) - 1} more files)" if len(same) > 1 else ""))
    print(f"{len(complaints)} complaints" if complaints else "all good")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
