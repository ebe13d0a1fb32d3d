"""What measuring costs: the same program, linked once with all telemetry and once with empty shells in its place."""

from measure import Failure, Program, in_turn, mean_change, median
from programs import remove_project, sluice_run, write_list
from report import Section, Target, table
from server import Nginx

REQUESTS = 10_000
IN_FLIGHT = 64
PAIRS = 60  # to a round of the other parts: a machine's speed changes by more from run to run than what is looked for
AT_MOST = 3  # per cent
ON, OFF = "with telemetry", "without"


def programs(bench, base):
    urls = write_list(bench.path("telemetry.txt"), (f"{base}/1k?i={i}" for i in range(REQUESTS)))
    project = bench.path("telemetry.sluice")
    return {
        name: Program(sluice_run(program, urls, IN_FLIGHT, "--project", project), before=lambda: remove_project(project))
        for name, program in ((ON, bench.cli), (OFF, bench.unmeasured))
    }


def line(measure, results, of):
    """Both per cents are so small that more time and fewer requests in a second are the same."""
    more, error = mean_change(results[ON], results[OFF], of)
    return Target(measure, more, f"{{:.1f}} ± {error:.1f}", lambda found: found <= AT_MOST, f"≤ {AT_MOST}")


def run(bench):
    if not bench.unmeasured:
        raise Failure("the program sluice-bench-unmeasured was not built")
    with Nginx(bench.folder).add("1k", 1024) as server:
        results = in_turn(programs(bench, server.base), bench.rounds * PAIRS, bench.folder, shuffled=True)
    for figures in results.values():
        if isinstance(figures, Failure):
            raise figures
    lines = [f"{REQUESTS:,} × 1 KB as above, {bench.rounds * PAIRS} rounds in random order, with all that is measured "
             "(the wait reasons of every moment, histograms, hosts, the list of tasks, loop lag) and with nothing of it "
             "but two looks at the clock for each job. Means over the rounds, ± twice their standard error.", ""]
    lines += table(["program", "requests/s", "CPU µs/request"],
                   ([name, f"{REQUESTS / median(figures, lambda figure: figure.wall):,.0f}",
                     f"{median(figures, lambda figure: figure.cpu) / REQUESTS * 1e6:.1f}"]
                    for name, figures in results.items()))
    return Section("Telemetry", lines, [
        line("telemetry, % of requests/s", results, lambda figure: figure.wall),
        line("telemetry, % of a job's CPU", results, lambda figure: figure.cpu),
    ])
