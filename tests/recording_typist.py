"""The person's keys for the recording tests, in a process of their own: another client of the X server.

In, a line of JSON each: {"type": text} | {"chord": [names]}. Out: a line once it is done.
"""

from __future__ import annotations

import json
import sys

from actions.input import X11Keys


def main() -> None:
    keys = X11Keys(delay=0.012)
    for line in sys.stdin:
        request = json.loads(line)
        if "type" in request:
            keys.type(request["type"], lambda: None, lambda: None, 20)
        else:
            for name in request["chord"]:
                keys.down(name)
            for name in reversed(request["chord"]):
                keys.up(name)
        sys.stdout.write("done\n")
        sys.stdout.flush()
    keys.close()


if __name__ == "__main__":
    main()
