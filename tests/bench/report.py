"""What the parts found, as one Markdown page."""

import os
import platform
import re
from dataclasses import dataclass


@dataclass
class Target:
    """A line of the scoreboard. `value` is None when it could not be measured; `must` takes a value, answers a bool."""

    measure: str
    value: object
    shown: str
    must: object
    must_shown: str

    def row(self):
        if self.value is None:
            return f"| {self.measure} | could not be measured | {self.must_shown} | – |"
        met = "yes" if self.must(self.value) else "**no**"
        return f"| {self.measure} | {self.shown.format(self.value)} | {self.must_shown} | {met} |"


def at_least(measure, value, bound, shown="{:.2f}"):
    return Target(measure, value, shown, lambda found: found >= bound, "≥ " + shown.format(bound))


def at_most(measure, value, bound, shown="{:.2f}"):
    return Target(measure, value, shown, lambda found: found <= bound, "≤ " + shown.format(bound))


def not_run(part):
    return Target(f"the part `{part}`", None, "", None, "–")


@dataclass
class Section:
    title: str
    lines: list
    targets: list


def table(header, rows):
    """Rows of text; the first column to the left, the others to the right."""
    lines = ["| " + " | ".join(header) + " |", "| --- |" + " ---: |" * (len(header) - 1)]
    return lines + ["| " + " | ".join(row) + " |" for row in rows]


def failed_row(name, failure, columns):
    return [name, f"could not be run: {failure}"] + [""] * (columns - 2)


def machine():
    model = platform.processor() or platform.machine()
    memory = ""
    try:
        with open("/proc/cpuinfo") as source:
            found = re.search(r"model name\s*:\s*(.+)", source.read())
            model = found.group(1) if found else model
        with open("/proc/meminfo") as source:
            memory = f", {int(source.readline().split()[1]) / 1024**2:.0f} GB of memory"
    except OSError:
        pass
    return f"{os.cpu_count()} × {model}{memory}, {platform.system()} {platform.release()}"


def page(sections):
    lines = ["# What `./dev bench` measured", "",
             f"On {machine()}; every server ran on the same machine. Figures are medians; a ratio is the median of "
             "the ratios of the rounds, in which the programs ran in turn.", ""]
    targets = [target for section in sections for target in section.targets]
    if targets:
        lines += ["| measure | here | must | met |", "| --- | ---: | ---: | :---: |"]
        lines += [target.row() for target in targets] + [""]
    for section in sections:
        lines += [f"## {section.title}", ""] + section.lines + [""]
    return "\n".join(lines)
