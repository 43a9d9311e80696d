"""A function and a count -> its results as they come, from one process or several."""

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, TypeVar

from janeschool_scorm.problems import OutsideError

R = TypeVar("R")

#: Below this a further process costs more than it does.
_WORTH = 8


def each(work: Callable[[int], R], count: int, *, jobs: int) -> Iterator[tuple[int, R]]:
    """`(number, work(number))` for 0 to count - 1, in no order when jobs > 1.

    Workers are forked, so `work` may close over anything; results are pickled. Ctrl-C
    and errors let each worker finish what it is writing, and start nothing more.
    Raises the `OutsideError` of a worker, or one that names a worker which died.
    """
    jobs = min(jobs, count // _WORTH)
    if jobs < 2 or not _may_fork():
        for number in range(count):
            yield number, work(number)
        return
    yield from _forked(work, count, jobs)


def _may_fork() -> bool:
    """Only a process of one thread may fork: a lock held by another would stay shut.

    Libraries in Go start threads when they are loaded, so Python cannot count them.
    """
    tasks = Path("/proc/self/task")
    return tasks.is_dir() and len(list(tasks.iterdir())) == 1


def _forked(work: Callable[[int], R], count: int, jobs: int) -> Iterator[tuple[int, R]]:
    context = multiprocessing.get_context("fork")
    # Shared memory without a lock: a worker that is killed could take a lock with it.
    stop = context.RawValue("b", 0)
    pipes = [context.Pipe(duplex=False) for _ in range(jobs)]
    ours = [pipe for pipe, _ in pipes]
    processes = []
    for job in range(jobs):
        arguments = (work, range(job, count, jobs), pipes, job, stop)
        processes.append(context.Process(target=_worker, args=arguments, daemon=True))
        processes[-1].start()
    for _, theirs in pipes:
        theirs.close()
    try:
        yield from _received(list(ours))
    finally:
        stop.value = 1
        for pipe in ours:
            pipe.close()
        for process in processes:
            process.join()


def _received(pipes: list[Connection]) -> Iterator[tuple[int, R]]:
    """What the workers send, until each has said that it is done."""
    while pipes:
        for pipe in wait(pipes):
            assert isinstance(pipe, Connection)
            try:
                message = pipe.recv()
            except EOFError:
                text = "a worker of the build died: is there enough memory? Build again"
                raise OutsideError(text) from None
            if message is None:
                pipes.remove(pipe)
            elif isinstance(message, OutsideError):
                raise message
            else:
                yield message


def _worker(
    work: Callable[[int], R],
    numbers: range,
    pipes: list[tuple[Connection, Connection]],
    job: int,
    stop: Any,
) -> None:
    """The parent alone answers Ctrl-C, so that no package is cut off half way.

    Inherited ends are closed: only so does a dead worker read as the end of its pipe.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe = pipes[job][1]
    for other, (reader, writer) in enumerate(pipes):
        reader.close()
        if other != job:
            writer.close()
    try:
        for number in numbers:
            if stop.value:
                break
            pipe.send((number, work(number)))
        pipe.send(None)
    except OutsideError as error:
        pipe.send(error)
    except BrokenPipeError:
        return
