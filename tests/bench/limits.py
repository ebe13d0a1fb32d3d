"""Whether limits are kept, and kept fully: addresses that take one second each, at several limits.

The practice server's own count of what it served at the same moment stands beside the time a run took.
"""

import json
import os
import subprocess
import time
import urllib.request

CASES = [(10, 1, 10), (10, 3, 4), (10, 10, 1), (200, 200, 1)]  # addresses, limit, seconds a perfect run takes


def run_case(cli, folder, addresses, limit):
    server = subprocess.Popen([cli, "practice"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        base = server.stdout.readline().strip()
        urls = os.path.join(folder, "limits.txt")
        with open(urls, "w") as target:
            target.writelines(f"{base}/delay/1?i={i}\n" for i in range(addresses))
        begun = time.monotonic()
        subprocess.run([cli, "run", urls, "--limit", str(limit), "--per-host", str(limit), "--quiet", "--no-progress"],
                       check=True)
        took = time.monotonic() - begun
        with urllib.request.urlopen(f"{base}/stats") as answer:
            return took, json.load(answer)["peakInFlight"]
    finally:
        server.terminate()
        server.wait()


def table(cli, folder):
    lines = ["| addresses of 1 s | limit | seconds | perfect | the server's own peak |", "| ---: | ---: | ---: | ---: | ---: |"]
    for addresses, limit, perfect in CASES:
        took, peak = run_case(cli, folder, addresses, limit)
        lines.append(f"| {addresses} | {limit} | {took:.2f} | {perfect} | {peak} |")
    return "\n".join(lines) + "\n"
