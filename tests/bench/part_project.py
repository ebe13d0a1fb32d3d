"""A project of a million jobs: what `status` takes, and going on with ten left."""

from measure import Failure, Program, in_turn, measured, median
from programs import write_list
from report import Section, at_most, table

LEFT = 10


def run(bench):
    finished = bench.million.finished()[2]
    status = in_turn({kind: Program([bench.cli, "status", project, "--json"])
                      for kind, project in (("all queued", bench.million.queued()), ("all finished", finished))},
                     max(bench.rounds, 5), bench.folder)
    rest = write_list(bench.path("rest.txt"), bench.million.addresses(LEFT))
    add = Program([bench.cli, "import", finished, rest])
    resume = Program([bench.cli, "run", "--project", finished, "--resume", "--quiet", "--no-progress"],
                     before=lambda: measured(add, bench.folder))
    resumed = in_turn({"resume": resume}, bench.rounds, bench.folder)["resume"]

    def row(name, figures):
        if isinstance(figures, Failure):
            raise figures
        return [name, f"{median(figures, lambda f: f.wall):.3f}", f"{median(figures, lambda f: f.rss_mb):.0f}"]

    rows = [row(f"`status`, {kind}", figures) for kind, figures in status.items()]
    rows.append(row(f"`run --resume` with {LEFT} left, until done", resumed))
    worst = max(median(figures, lambda f: f.wall) for figures in status.values())
    return Section("A project of a million jobs", ["Whole processes.", ""] + table(["act", "seconds", "peak RSS MB"], rows),
                   [at_most("`status` of 1M jobs, seconds", worst, 0.5)])
