#!/usr/bin/env python3
"""Reads, checks and counts 50,000 rows with dondoc beside merely reading them with Python Polars.

usage: xlsx_vs_python.py DONDOC FOLDER [PAIRS]

DONDOC is a release build, FOLDER what `cargo bench --bench workbook -- FOLDER` laid out. Run it with a Python that has the packages of
requirements.txt. Whole processes, start included, in alternating pairs; prints each, the medians, and the memory of both, and fails where
dondoc takes longer or 300 MB and more.
"""

import os
import statistics
import sys
import time

READ = "import polars, sys; print(polars.read_excel(sys.argv[1]).shape)"
MOST_MEMORY = 300


def run(command):
    """Seconds and megabytes of one process."""
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    ])
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"failed: {' '.join(command)}")
    return seconds, usage.ru_maxrss / 1024


def main():
    """Runs the pairs."""
    dondoc, folder = sys.argv[1:3]
    pairs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    ours, theirs = [dondoc, "check", folder], [sys.executable, "-c", READ, os.path.join(folder, "tasks.xlsx")]
    run(ours), run(theirs)
    times = []
    for _ in range(pairs):
        times.append((run(ours), run(theirs)))
        (mine, my_memory), (other, other_memory) = times[-1]
        print(f"dondoc {mine:.3f} s {my_memory:.0f} MB   python {other:.3f} s {other_memory:.0f} MB")
    mine = statistics.median(pair[0][0] for pair in times)
    other = statistics.median(pair[1][0] for pair in times)
    memory = max(pair[0][1] for pair in times)
    print(f"median: dondoc {mine:.3f} s, python {other:.3f} s; memory of dondoc at most {memory:.0f} MB")
    sys.exit(mine > other or memory >= MOST_MEMORY)


main()
