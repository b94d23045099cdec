"""The other side of :mod:`fieldops.jobs.solver`: one problem in, progress and a plan out."""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import BinaryIO

from fieldops.jobs.framing import LENGTH, length_of, packed, unpacked
from routing.search import Progress


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to deal with
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever a library prints must not mix with the answers
    asked = sys.stdin.buffer
    solver, problem, time_limit_s, seed, begin = unpacked(asked.read(length_of(asked.read(LENGTH.size))))
    stopped = threading.Event()
    threading.Thread(target=_await_end, args=(asked, stopped), daemon=True).start()

    def report(progress: Progress) -> bool:
        if not stopped.is_set():
            _send(answers, progress)
        return not stopped.is_set()

    try:
        _send(answers, solver(problem, time_limit_s=time_limit_s, seed=seed, on_progress=report, begin=begin))
    except BrokenPipeError:
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - it is raised again on the other side
        _send(answers, error)


def _await_end(asked: BinaryIO, stopped: threading.Event) -> None:
    asked.read()
    stopped.set()


def _send(answers: BinaryIO, message: object) -> None:
    answers.write(packed(message))
    answers.flush()


if __name__ == "__main__":
    main()
