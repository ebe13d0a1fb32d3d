"""How Sluice and its peers are called."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def computing_threads():
    """Sluice's default: one core is left to the network."""
    return max(1, os.cpu_count() - 1)


def remove_project(path):
    for suffix in ("", "-wal", "-shm", ".lock"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def sluice_run(cli, urls, in_flight, *options):
    return [cli, "run", urls, "--limit", str(in_flight), "--per-host", str(in_flight), "--quiet", "--no-progress",
            *options]


def aiohttp(urls, in_flight, *options):
    return [sys.executable, os.path.join(HERE, "peer_aiohttp.py"), urls, str(in_flight), *options]


def curl_parallel(urls, in_flight, folder, *options):
    """curl -Z, bodies thrown away; its own ceiling is 300 at once."""
    config = os.path.join(folder, os.path.basename(urls) + ".curl")
    with open(urls) as source, open(config, "w") as target:
        for line in source:
            target.write(f'url = "{line.strip()}"\noutput = "/dev/null"\n')
    return ["curl", "-Z", "--parallel-max", str(in_flight), "--no-progress-meter", *options, "-K", config]


def write_list(path, addresses):
    with open(path, "w") as target:
        target.writelines(f"{address}\n" for address in addresses)
    return path
