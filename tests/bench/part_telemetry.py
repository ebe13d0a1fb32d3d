"""What measuring costs: the same program, linked once with all telemetry and once with empty shells in its place."""

from measure import Failure, Program, in_turn, median, ratio_by_round
from programs import remove_project, sluice_run, write_list
from report import Section, at_most, table
from server import Nginx

REQUESTS = 60_000  # enough for a difference of some per cent to stand out of the noise
IN_FLIGHT = 64
PAIRS = 4  # to a round of the other parts
ON, OFF = "with telemetry", "without"


def programs(bench, base):
    urls = write_list(bench.path("telemetry.txt"), (f"{base}/1k?i={i}" for i in range(REQUESTS)))
    project = bench.path("telemetry.sluice")
    return {
        name: Program(sluice_run(program, urls, IN_FLIGHT, "--project", project), before=lambda: remove_project(project))
        for name, program in ((ON, bench.cli), (OFF, bench.unmeasured))
    }


def share(ratio):
    """Per cent that is lost; None when it was not measured."""
    return None if ratio is None else (1 - ratio) * 100


def run(bench):
    if not bench.unmeasured:
        raise Failure("the program sluice-bench-unmeasured was not built")
    with Nginx(bench.folder).add("1k", 1024) as server:
        results = in_turn(programs(bench, server.base), bench.rounds * PAIRS, bench.folder)
    for figures in results.values():
        if isinstance(figures, Failure):
            raise figures
    slower = share(ratio_by_round(results[OFF], results[ON], lambda figure: figure.wall))
    dearer = share(ratio_by_round(results[OFF], results[ON], lambda figure: figure.cpu))
    lines = [f"{REQUESTS:,} × 1 KB as above, {bench.rounds * PAIRS} rounds in turn, with all that is measured (the wait "
             "reasons of every moment, histograms, hosts, the list of tasks, loop lag) and with nothing of it.", ""]
    lines += table(["program", "requests/s", "CPU µs/request"],
                   ([name, f"{REQUESTS / median(figures, lambda figure: figure.wall):,.0f}",
                     f"{median(figures, lambda figure: figure.cpu) / REQUESTS * 1e6:.1f}"]
                    for name, figures in results.items()))
    return Section("Telemetry", lines, [
        at_most("telemetry, % of requests/s", slower, 3, "{:.1f}"),
        at_most("telemetry, % of a job's CPU", dearer, 3, "{:.1f}"),
    ])
