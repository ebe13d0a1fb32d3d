"""Requests per second and CPU per request, against peers run in turn on the same list and server.

usage: bench.py SLUICE_CLI OUTPUT.md [--requests N] [--rounds N]

Every program fetches the same 1 KB addresses from one nginx on loopback, 64 in flight, as one whole process: start,
reading the list and, for Sluice, storing every result are included. Rounds go A B C, A B C, so that a machine that
slows down slows all of them; the table has medians.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import limits
from server import Nginx

IN_FLIGHT = 64


def measured(command, cwd):
    """Wall seconds, CPU seconds and peak RSS in MB of a whole process; its output is kept for the error."""
    log = os.path.join(cwd, "output.log")
    with open(log, "wb") as output:
        begun = time.monotonic()
        process = subprocess.Popen(command, cwd=cwd, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        with open(log, "rb") as output:
            tail = output.read()[-2000:].decode(errors="replace")
        raise RuntimeError(f"{command[0]} ended with {process.returncode}:\n{tail}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def sluice(cli, urls, folder):
    project = os.path.join(folder, "bench.sluice")
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(project + suffix):
            os.remove(project + suffix)
    return [cli, "run", urls, "--project", project, "--limit", str(IN_FLIGHT), "--per-host", str(IN_FLIGHT),
            "--quiet", "--no-progress"]


def aiohttp(urls):
    here = os.path.dirname(os.path.abspath(__file__))
    return [sys.executable, os.path.join(here, "peer_aiohttp.py"), urls, str(IN_FLIGHT)]


def curl(urls, folder):
    config = os.path.join(folder, "curl.config")
    with open(urls) as source, open(config, "w") as target:
        for line in source:
            target.write(f'url = "{line.strip()}"\noutput = "/dev/null"\n')
    return ["curl", "-Z", "--parallel-max", str(IN_FLIGHT), "--no-progress-meter", "-K", config]


def compare(programs, rounds, folder):
    figures = {name: [] for name in programs}
    for command in programs.values():
        measured(command, folder)  # warm-up, not counted
    for _ in range(rounds):
        for name, command in programs.items():
            figures[name].append(measured(command, folder))
    return figures


def table(figures, requests, rounds):
    reference = statistics.median(wall for wall, _, _ in figures["curl -Z"])
    lines = [
        f"{requests:,} × 1 KB over plain HTTP/1.1 from nginx on loopback, {IN_FLIGHT} in flight, median of {rounds} "
        f"rounds in turn; whole processes; {os.cpu_count()} cores ({platform.machine()}), the server on the same machine.",
        "",
        "| program | requests/s | (lowest–highest) | CPU µs/request | peak RSS MB | speed ÷ curl -Z |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, rows in figures.items():
        walls = [wall for wall, _, _ in rows]
        wall = statistics.median(walls)
        cpu = statistics.median(cpu for _, cpu, _ in rows)
        rss = statistics.median(rss for _, _, rss in rows)
        lines.append(
            f"| {name} | {requests / wall:,.0f} | {requests / max(walls):,.0f}–{requests / min(walls):,.0f} "
            f"| {cpu / requests * 1e6:.0f} | {rss:.0f} | {reference / wall:.2f} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("cli")
    parser.add_argument("output")
    parser.add_argument("--requests", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="sluice-bench-")
    try:
        with Nginx(folder, {"1k": 1024}) as server:
            urls = os.path.join(folder, "urls.txt")
            with open(urls, "w") as target:
                target.writelines(f"{server.base}/1k?i={i}\n" for i in range(options.requests))
            programs = {
                "Sluice, every result stored": sluice(os.path.abspath(options.cli), urls, folder),
                "aiohttp + uvloop, nothing stored": aiohttp(urls),
                "curl -Z": curl(urls, folder),
            }
            report = table(compare(programs, options.rounds, folder), options.requests, options.rounds)
        report += "\nWhole processes again, against the practice server:\n\n"
        report += limits.table(os.path.abspath(options.cli), folder)
    finally:
        shutil.rmtree(folder)
    with open(options.output, "w") as target:
        target.write(report)
    print(report)


main()
