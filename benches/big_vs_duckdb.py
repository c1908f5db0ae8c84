#!/usr/bin/env python3
"""Counts millions of tasks by unit with `dondoc analyze`, beside DuckDB and Python Polars doing the plain count on the same file.

usage: big_vs_duckdb.py FOLDER --make MAKE_TASKS --dondoc DONDOC [--rows N] [--pairs N] [--formats csv,parquet]

DONDOC is a release build, MAKE_TASKS the example `make-tasks`; FOLDER takes the files (6 GB for ten million rows) and keeps them for the
next run. Run it with a Python that has the packages of requirements.txt.

For each format: whole processes, start included, on two processors, the file in the page cache, the programs in turns; the median of each and the
ratios. dondoc does all its checks (dates, units, duplicate ids, reconciliation); the others parse the dates and count. All must agree,
unit by unit. Then dondoc alone on 1, 2, 5 and 10 tenths of the rows: the time for twice the rows, and the memory of each. It fails where
dondoc takes more than its share of time or memory.
"""

import argparse
import csv
import io
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
import unicodedata

AS_OF = "2025-12-31"
COUNTS = ("assigned", "on_time", "late", "in_deadline", "overdue")
REGISTRY = pathlib.Path(__file__).parent.parent / "report-templates" / "units" / "kon-tum.toml"
MOST_TIME = {"csv": 0.6, "parquet": 1.2}
MOST_MEMORY = 500
MOST_FOR_TWICE = 2.1

# The same question to DuckDB. Of a text file the dates are read by their form; a Parquet file has real ones.
DUCKDB = """
WITH task AS (
  SELECT "Đơn vị chủ trì" AS unit, {given} AS given, coalesce({extended}, {deadline}) AS due, {done} AS done FROM {source}
)
SELECT unit, count(*) AS assigned,
  count(*) FILTER (done <= {as_of} AND (due IS NULL OR done <= due)) AS on_time,
  count(*) FILTER (done <= {as_of} AND done > due) AS late,
  count(*) FILTER ((done IS NULL OR done > {as_of}) AND (due IS NULL OR due >= {as_of})) AS in_deadline,
  count(*) FILTER ((done IS NULL OR done > {as_of}) AND due < {as_of}) AS overdue
FROM task WHERE given <= {as_of} GROUP BY unit
"""
DATES = {"given": "Ngày giao", "extended": "Gia hạn đến", "deadline": "Hạn xử lý", "done": "Ngày hoàn thành"}


def count_with_duckdb(file):
    """The counts of each spelling of a unit."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    if file.endswith(".parquet"):
        source, dates = f"read_parquet('{file}')", {key: f'"{name}"' for key, name in DATES.items()}
    else:
        source = f"read_csv('{file}', all_varchar = true)"
        dates = {key: f"strptime(\"{name}\", '%d/%m/%Y')::DATE" for key, name in DATES.items()}
    return connection.execute(DUCKDB.format(source=source, as_of=f"DATE '{AS_OF}'", **dates)).fetchall()


def count_with_polars(file):
    """The same, lazily and streaming."""
    import polars as pl

    parquet = file.endswith(".parquet")
    tasks = pl.scan_parquet(file) if parquet else pl.scan_csv(file, infer_schema=False)
    date = {key: pl.col(name) if parquet else pl.col(name).str.to_date("%d/%m/%Y") for key, name in DATES.items()}
    tasks = tasks.select(
        pl.col("Đơn vị chủ trì").alias("unit"),
        date["given"].alias("given"),
        pl.coalesce(date["extended"], date["deadline"]).alias("due"),
        date["done"].alias("done"),
    )
    as_of = pl.lit(AS_OF).str.to_date()
    done = (pl.col("done") <= as_of).fill_null(False)
    passed = (pl.when(done).then(pl.col("done")).otherwise(as_of) > pl.col("due")).fill_null(False)
    tasks = tasks.filter(pl.col("given") <= as_of)
    counts = tasks.group_by("unit").agg(
        pl.len().alias("assigned"),
        (done & ~passed).sum().alias("on_time"),
        (done & passed).sum().alias("late"),
        (~done & ~passed).sum().alias("in_deadline"),
        (~done & passed).sum().alias("overdue"),
    )
    return counts.collect(engine="streaming").rows()


def fold(name):
    """A name as spellings are compared."""
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


def by_unit(counts):
    """Counts of spellings as counts of units, by the registry of the tasks."""
    ids = {}
    for unit in tomllib.loads(REGISTRY.read_text(encoding="utf-8"))["unit"]:
        if "valid_from" not in unit:
            names = [unit["name"], unit.get("short_name", unit["name"]), *unit["spellings"], *unit.get("assumed_spellings", [])]
            ids.update({fold(name): unit["id"] for name in names})
    totals = {}
    for spelling, *numbers in counts:
        unit = ids[fold(spelling)]
        totals[unit] = [sum(pair) for pair in zip(totals.get(unit, [0] * len(COUNTS)), numbers)]
    return totals


def run(command):
    """Seconds, megabytes and output of one process."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, os.environ | {"POLARS_MAX_THREADS": "2"}, file_actions=[
            (os.POSIX_SPAWN_DUP2, output.fileno(), 1),
        ])
        _, status, usage = os.wait4(pid, 0)
        seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"failed: {' '.join(command)}")
        output.seek(0)
        return seconds, usage.ru_maxrss / 1024, output.read().decode()


def counts_of(name, output):
    """The counts by unit that a program printed."""
    rows = list(csv.DictReader(io.StringIO(output)))
    if name == "dondoc":
        return {row["unit_id"]: [int(row[count]) for count in COUNTS] for row in rows}
    return by_unit([row["unit"], *(int(row[count]) for count in COUNTS)] for row in rows)


def commands(dondoc, file):
    """What is run, ours first."""
    ours = {"dondoc": analyze(dondoc, file)} if dondoc else {}
    return ours | {name: [sys.executable, __file__, "--count", name, file] for name in ("duckdb", "polars")}


def analyze(dondoc, file):
    """The whole program with all its checks."""
    return [dondoc, "analyze", file, "--by", "unit", "--as-of", AS_OF, "--format", "csv"]


def warm(file):
    """Brings the file into the page cache."""
    with open(file, "rb", buffering=0) as stream:
        while stream.read(1 << 24):
            pass


def compare(dondoc, file, pairs):
    """Runs the programs in turns; the median seconds and the most megabytes of each."""
    todo = commands(dondoc, file)
    warm(file)
    runs = {name: [run(command)] for name, command in todo.items()}
    found = {name: counts_of(name, results[0][2]) for name, results in runs.items()}
    for name, counts in found.items():
        if counts != found["duckdb"]:
            sys.exit(f"{file}: {name} counts otherwise than duckdb")
    tasks = sum(counts[0] for counts in found["duckdb"].values())
    print(f"{os.path.basename(file)}: {tasks:,} tasks of {len(found['duckdb'])} units; {', '.join(found)} agree")
    for _ in range(pairs):
        for name, command in todo.items():
            runs[name].append(run(command))
    medians = {name: statistics.median(result[0] for result in results[1:]) for name, results in runs.items()}
    for name, results in runs.items():
        times = " ".join(f"{result[0]:.2f}" for result in results[1:])
        memory = max(result[1] for result in results)
        print(f"  {name:7} {medians[name]:6.2f} s  {memory:5.0f} MB  {medians[name] / medians['duckdb']:.2f} of duckdb  ({times})")
    return medians, {name: max(result[1] for result in results) for name, results in runs.items()}


def growth(dondoc, files, runs):
    """Time and memory of dondoc at each size; whether twice the rows took too long."""
    seconds = {}
    for file in files.values():
        warm(file)
    # In turns, as the machine is not always as quick.
    turns = [{rows: run(analyze(dondoc, file)) for rows, file in files.items()} for _ in range(runs)]
    for rows in files:
        results = [turn[rows] for turn in turns]
        seconds[rows] = statistics.median(result[0] for result in results)
        print(f"  {rows:>10,} rows  {seconds[rows]:6.2f} s  {max(result[1] for result in results):5.0f} MB")
    slow = False
    for rows in files:
        if 2 * rows in seconds:
            ratio = seconds[2 * rows] / seconds[rows]
            print(f"  {2 * rows:,} rows take {ratio:.2f} times as long as {rows:,}")
            slow |= ratio > MOST_FOR_TWICE
    return slow


def made(make, folder, rows, format):
    """The task file of so many rows, made where it is not there yet."""
    file = folder / f"tasks-{rows}.{format}"
    if not file.exists():
        part = file.with_suffix(".part")
        subprocess.run([make, "--rows", str(rows), "--format", format, "--out", str(part)], check=True)
        part.rename(file)
    return str(file)


def main():
    """Runs what is asked for."""
    if sys.argv[1:2] == ["--count"]:
        name, file = sys.argv[2:]
        out = csv.writer(sys.stdout)
        out.writerow(["unit", *COUNTS])
        out.writerows({"duckdb": count_with_duckdb, "polars": count_with_polars}[name](file))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--make", required=True, help="the example make-tasks, built for release")
    parser.add_argument("--dondoc", help="a release build; without it only the others run")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--formats", default="csv,parquet")
    asked = parser.parse_args()
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    missed = []
    for format in asked.formats.split(","):
        file = made(asked.make, asked.folder, asked.rows, format)
        medians, memory = compare(asked.dondoc, file, asked.pairs)
        if not asked.dondoc:
            continue
        if medians["dondoc"] > MOST_TIME[format] * medians["duckdb"]:
            missed.append(f"{format}: more than {MOST_TIME[format]} times as long as DuckDB")
        if memory["dondoc"] >= MOST_MEMORY:
            missed.append(f"{format}: {MOST_MEMORY} MB of memory or more")
        sizes = [asked.rows // 10 * tenths for tenths in (1, 2, 5, 10)]
        if growth(asked.dondoc, {rows: made(asked.make, asked.folder, rows, format) for rows in sizes}, asked.pairs):
            missed.append(f"{format}: twice the rows take more than {MOST_FOR_TWICE} times as long")
    sys.exit("\n".join(missed) or 0)


main()
