"""The command line ``gaoxin``: parse the arguments, call one function below, print the answer.

It holds no logic of its own.  Heavy imports (the store, rdflib, neo4j, rich) stand inside the
commands that need them, so that ``gaoxin --help`` stays quick.  Exit status: 0 done, 1 the input or
the question is wrong, 2 the command was written wrongly, 3 a needed service is out of reach, 130
interrupted, 141 the reader of a pipe went away (the shells' convention: 128 + signal).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from gaoxin.cli.asked import remember_command
from gaoxin.cli.terminal import INTERRUPTED, READER_GONE, tell
from gaoxin.language import choose_language, say


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit with its status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; no exception leaves this function.

    With ``--debug`` an exception is raised to the caller, so that its traceback is shown.
    """
    from gaoxin.cli.invocation import read_ahead

    invocation = read_ahead(arguments)
    _speak_utf8()
    choose_language(invocation.language)
    remember_command(arguments, invocation.bom)
    try:
        status = _dispatch(invocation.arguments)
        if status != READER_GONE and not sys.stdout.closed:
            sys.stdout.flush()
    except BrokenPipeError:
        status = READER_GONE
    except KeyboardInterrupt:
        tell(say("已中断。", "Interrupted."))
        status = INTERRUPTED
    except Exception as error:  # nothing above this function could report it
        if invocation.debug:
            raise
        from gaoxin.cli.failures import report

        return report(error, invocation.format)
    if status == READER_GONE and not sys.stdout.closed:  # a writer of text may have closed it
        # Python flushes stdout at exit; without this the flush would raise BrokenPipeError again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _dispatch(arguments: Sequence[str]) -> int:
    # Import late: the command modules choose the language of their help when imported.
    from gaoxin.cli.app import build_command

    command = build_command(arguments)
    outcome = command.main(args=list(arguments), prog_name="gaoxin", standalone_mode=False)
    return outcome if isinstance(outcome, int) else 0


def _speak_utf8() -> None:
    """Write UTF-8 into files and pipes whatever the locale says, because names are Chinese.

    A terminal keeps its own encoding; characters that it cannot show are escaped.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="backslashreplace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace")
