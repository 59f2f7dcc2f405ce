"""One of several processes that answer on the same socket (``gaoxin serve --processes``).

Started as ``python -m gaoxin.service.front.front_process PARENT SOCKET HOST FOLDER``: the process
id of the parent, the number of the open socket, the host it is bound to, and the folder in which
the processes tell each other their numbers.
"""

from __future__ import annotations

import socket
import sys
from pathlib import Path

from gaoxin.child_process import end_with_parent
from gaoxin.service.front.metrics import Metrics
from gaoxin.service.front.server import serve_on
from gaoxin.settings import read_settings


def main() -> int:
    """Answer requests until the parent says that it is enough."""
    end_with_parent(int(sys.argv[1]))
    bound = socket.socket(fileno=int(sys.argv[2]))
    serve_on(bound, read_settings(), sys.argv[3], Metrics(Path(sys.argv[4])))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
