"""Limit oneself, then become another program: `under_limits.py SECONDS BYTES BYTES PROGRAM …`."""

import os
import resource
import sys

if __name__ == "__main__":
    seconds, memory, output = map(int, sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execvp(sys.argv[4], sys.argv[4:])  # noqa: S606 (a list, and no shell)
