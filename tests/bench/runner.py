"""Runs one program and writes down what it took: a process of its own because it is small.

Linux counts a program's peak of memory from the moment it is split off, when it is still its parent's size: a large
parent would be seen in every figure.

usage: runner.py RESULT OUTPUT ERRORS COMMAND...
"""

import json
import os
import sys
import time

result, output, errors, *command = sys.argv[1:]
write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
actions = [(os.POSIX_SPAWN_OPEN, 1, output, write, 0o644), (os.POSIX_SPAWN_OPEN, 2, errors, write, 0o644)]
begun = time.monotonic()
try:
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
except OSError as fault:
    sys.exit(f"{command[0]}: {fault.strerror}")
_, status, usage = os.wait4(process, 0)
wall = time.monotonic() - begun
with open(result, "w") as target:
    json.dump({"code": os.waitstatus_to_exitcode(status), "wall": wall, "cpu": usage.ru_utime + usage.ru_stime,
               "rss_mb": usage.ru_maxrss / 1024}, target)
