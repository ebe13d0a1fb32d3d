"""20,000 × 1 KB, 64 in flight: Sluice storing every result, aiohttp + uvloop, curl -Z; plain and TLS."""

import os

from certificate import Certificate
from measure import Failure, Program, in_turn, median, ratio_by_round
from programs import aiohttp, curl_parallel, remove_project, sluice_run, write_list
from report import Section, at_least, at_most, failed_row, table
from server import Nginx

REQUESTS = 20_000
IN_FLIGHT = 64
OURS, AIOHTTP, CURL = "Sluice, every result stored", "aiohttp + uvloop, nothing stored", "curl -Z, bodies thrown away"


def programs(bench, base, wrap=lambda command: command):
    urls = write_list(bench.path("urls.txt"), (f"{base}/1k?i={i}" for i in range(REQUESTS)))
    project = bench.path("small.sluice")
    return {
        OURS: Program(wrap(sluice_run(bench.cli, urls, IN_FLIGHT, "--project", project)),
                      before=lambda: remove_project(project)),
        AIOHTTP: Program(wrap(aiohttp(urls, IN_FLIGHT))),
        CURL: Program(wrap(curl_parallel(urls, IN_FLIGHT, bench.folder))),
    }


def wall(figure):
    return figure.wall


def cpu(figure):
    return figure.cpu


def rows(results):
    for name, figures in results.items():
        if isinstance(figures, Failure):
            yield failed_row(name, figures, 6)
            continue
        walls = [figure.wall for figure in figures]
        against = ratio_by_round(results[CURL], figures, wall)
        yield [name, f"{REQUESTS / median(figures, wall):,.0f}",
               f"{REQUESTS / max(walls):,.0f}–{REQUESTS / min(walls):,.0f}",
               f"{median(figures, cpu) / REQUESTS * 1e6:.0f}", f"{median(figures, lambda f: f.rss_mb):.0f}",
               "–" if against is None else f"{against:.2f}"]


def section(bench, title, results, targets):
    lines = [f"{REQUESTS:,} × 1 KB over HTTP/1.1 from nginx, {IN_FLIGHT} in flight, {bench.rounds} rounds in turn. Whole "
             "processes: starting, reading the list and storing are included.", ""]
    lines += table(["program", "requests/s", "(lowest–highest)", "CPU µs/request", "peak RSS MB", "speed ÷ curl -Z"],
                   rows(results))
    return Section(title, lines, targets)


def run_plain(bench):
    with Nginx(bench.folder).add("1k", 1024) as server:
        results = in_turn(programs(bench, server.base), bench.rounds, bench.folder)
    ours = results[OURS]
    return section(bench, "Small requests, plain", results, [
        at_least("small GETs ÷ curl -Z", ratio_by_round(results[CURL], ours, wall), 0.9),
        at_least("small GETs ÷ aiohttp + uvloop", ratio_by_round(results[AIOHTTP], ours, wall), 4),
        at_most("CPU per request ÷ curl -Z", ratio_by_round(ours, results[CURL], cpu), 1.4),
    ])


def run_tls(bench):
    certificate = Certificate(bench.folder)
    certificate.check()
    os.environ["SSL_CERT_FILE"] = certificate.certificate  # Python looks there; harmless to the others
    try:
        with Nginx(bench.folder, certificate).add("1k", 1024) as server:
            results = in_turn(programs(bench, server.tls_base, certificate.trusted_by), bench.rounds, bench.folder)
    finally:
        del os.environ["SSL_CERT_FILE"]
    found = section(bench, "Small requests, TLS", results, [])
    found.lines.insert(1, "Certificates are verified by all three.")
    return found
