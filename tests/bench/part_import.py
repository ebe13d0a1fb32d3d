"""A million lines into a project by `sluice-cli import`: all of one host, and a host each."""

from measure import Program, in_turn, median
from programs import remove_project, write_list
from report import Section, at_most, table

LINES = 1_000_000
KINDS = {"one host": "https://example.org/item/{0}/picture.jpg?size=large",
         "a million hosts": "https://host{0}.example.org/item/{0}"}


def run(bench):
    rows, targets = [], []
    for kind, pattern in KINDS.items():
        urls = write_list(bench.path("million.txt"), (pattern.format(i) for i in range(LINES)))
        project = bench.path("import.sluice")
        program = Program([bench.cli, "import", project, urls], before=lambda: remove_project(project))
        figures = in_turn({kind: program}, bench.rounds, bench.folder, warm_up=False)[kind]
        seconds, rss = median(figures, lambda f: f.wall), median(figures, lambda f: f.rss_mb)
        targets += [at_most(f"1M lines imported ({kind}), seconds", seconds, 10),
                    at_most(f"1M lines imported ({kind}), RSS in MB", rss, 150, "{:.0f}")]
        if seconds is not None:
            rows.append([kind, f"{seconds:.2f}", f"{median(figures, lambda f: f.cpu):.2f}", f"{rss:.0f}"])
        remove_project(project)
    lines = [f"{LINES:,} lines of a .txt list, {bench.rounds} rounds, whole processes. No peer keeps a list in a file.", ""]
    return Section("Importing", lines + table(["list", "seconds", "CPU seconds", "peak RSS MB"], rows), targets)
