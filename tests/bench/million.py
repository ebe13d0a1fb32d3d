"""Projects of a million jobs that several parts use, made when first asked for."""

import json
import os
import shutil

from measure import Program, measured, progress
from programs import remove_project, sluice_run, write_list
from server import Nginx

JOBS = 1_000_000
IN_FLIGHT = 64


class Million:
    """One nginx answers all of their addresses until the bench ends."""

    def __init__(self, bench, exits):
        self.bench = bench
        self.exits = exits
        self.server = None
        self.run_figure = None

    def addresses(self, count, first=0):
        if not self.server:
            self.server = self.exits.enter_context(Nginx(self.bench.folder).add("1k", 1024))
        return (f"{self.server.base}/1k?i={i}" for i in range(first, first + count))

    def run(self, count):
        """A new project, its list and the run to its end in one process: figure, summary, project."""
        urls = write_list(self.bench.path(f"list-{count}.txt"), self.addresses(count))
        project = self.bench.path(f"run-{count}.sluice")
        remove_project(project)
        figure = measured(Program(sluice_run(self.bench.cli, urls, IN_FLIGHT, "--project", project, "--summary", "json")),
                          self.bench.folder)
        return figure, json.loads(figure.output), project

    def queued(self):
        """A project of which nothing has run; a new copy each time, for whoever changes it."""
        original = self.bench.path("queued.sluice")
        if not os.path.exists(original):
            progress(f"  importing {JOBS:,} addresses …")
            urls = write_list(self.bench.path("queued.txt"), self.addresses(JOBS))
            measured(Program([self.bench.cli, "import", original, urls]), self.bench.folder)
        copy = self.bench.path("queued-copy.sluice")
        remove_project(copy)
        shutil.copy(original, copy)
        return copy

    def finished(self):
        """A project of which everything has run: figure, summary, project."""
        if not self.run_figure:
            progress(f"  running {JOBS:,} jobs …")
            self.run_figure = self.run(JOBS)
        return self.run_figure
