"""Whether limits are kept, and kept fully: addresses that take one second each, at several limits.

The practice server's own count of what it served at the same moment stands beside the time a run took.
"""

import json
import subprocess
import urllib.request

from measure import Program, measured, progress
from programs import sluice_run, write_list
from report import Section, table

CASES = [(10, 1, 10), (10, 3, 4), (10, 10, 1), (200, 200, 1)]  # addresses, limit, seconds a perfect run takes


def run_case(bench, addresses, limit):
    server = subprocess.Popen([bench.cli, "practice"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        base = server.stdout.readline().strip()
        urls = write_list(bench.path("limits.txt"), (f"{base}/delay/1?i={i}" for i in range(addresses)))
        took = measured(Program(sluice_run(bench.cli, urls, limit)), bench.folder).wall
        with urllib.request.urlopen(f"{base}/stats") as answer:
            return took, json.load(answer)["peakInFlight"]
    finally:
        server.terminate()
        server.wait()


def run(bench):
    rows = []
    for addresses, limit, perfect in CASES:
        took, peak = run_case(bench, addresses, limit)
        progress(f"  {addresses} addresses, limit {limit}: {took:.2f} s")
        rows.append([str(addresses), str(limit), f"{took:.2f}", str(perfect), str(peak)])
    lines = ["Whole processes against the practice server.", ""]
    return Section("Limits are kept", lines + table(
        ["addresses of 1 s", "limit", "seconds", "perfect", "the server's own peak"], rows), [])
