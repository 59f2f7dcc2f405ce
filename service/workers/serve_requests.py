"""The loop of a worker: read a request, answer it, write the reply, until the front ends."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from gaoxin.child_process import end_with_parent
from gaoxin.garbage import freeze
from gaoxin.service.workers.frames import READY, WorkerReply, read_request, reply_frame


def serve_requests(answer: Callable[[dict[str, Any]], WorkerReply]) -> int:
    """Answer requests with ``answer`` until stdin ends.

    The first argument of the process is the process id of its parent.  Only frames go to stdout:
    what anything else prints goes to stderr.  The first reply says that the process is ready.
    """
    end_with_parent(int(sys.argv[1]))
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = sys.stdin.buffer
    # What was imported stays: without it the collector of garbage has less to look through.
    freeze()
    replies.write(READY)
    replies.flush()
    while (payload := read_request(requests)) is not None:
        replies.write(reply_frame(answer(json.loads(payload))))
        replies.flush()
    return 0
