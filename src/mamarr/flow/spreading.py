"""Jobs -> their results in order: on the cores of this machine, or on the machines of a Dask cluster.

A job is a function of the data that goes with it, so where it is done changes nothing in what comes out.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from mamarr.model.diagnostic import Diagnostic, Fact, Mark

if TYPE_CHECKING:
    from distributed import Client

Job = TypeVar("Job")
Result = TypeVar("Result")
Told = Callable[[int, int], None]
"""Is told how many are done, of how many."""
LOCAL = "here"
"""The address that stands for a cluster of this machine's own processes."""
PATIENCE = 10
"""Seconds that a cluster may take to answer."""


class Spread(Protocol):
    """Has every job done, somewhere."""

    def __call__(self, work: Callable[[Job], Result], jobs: Sequence[Job], told: Told) -> list[Result]: ...


class Unreachable(Exception):
    """There is no cluster to use; *fault* says why."""

    def __init__(self, code: str, name: str, **facts: Fact) -> None:
        super().__init__(code)
        self.fault = Diagnostic(code, name, "error", (Mark(()),), facts)


def here(work: Callable[[Job], Result], jobs: Sequence[Job], told: Told) -> list[Result]:
    """On threads: what takes long is machine code, which leaves the others alone."""
    found = []
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for result in pool.map(work, jobs):
            found.append(result)
            told(len(found), len(jobs))
    return found


@contextmanager
def spreading(address: str | None) -> Iterator[Spread]:
    """*here* without an address; else a Dask cluster: the one at ``tcp://host:8786``, or one of this machine's own."""
    if address is None:
        yield here
        return
    with _client(address) as client:
        if set(client.run(sources).values()) != {sources()}:
            raise Unreachable("R022", "cluster-of-another-version", address=address)
        yield _on(client)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise Unreachable("R020", "dask-not-installed") from None
    if address == LOCAL:
        cores = os.cpu_count() or 1
        quiet = {"dashboard_address": None, "silence_logs": logging.ERROR}
        with LocalCluster(n_workers=cores, threads_per_worker=1, **quiet) as own, Client(own) as client:
            yield client
        return
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise Unreachable("R021", "cluster-not-found", address=address, problem=str(error)) from None
    with client:
        if not client.nthreads():
            raise Unreachable("R021", "cluster-not-found", address=address, problem="0 workers")
        yield client


def _on(client: Client) -> Spread:
    """The cluster behind *client*; whatever was done before is done again, so that no result of another day comes."""
    from distributed import as_completed

    def spread(work: Callable[[Job], Result], jobs: Sequence[Job], told: Told) -> list[Result]:
        asked = client.map(work, jobs, pure=False)
        for done, _ in enumerate(as_completed(asked), 1):
            told(done, len(jobs))
        found: list[Result] = client.gather(asked)
        return found

    return spread


def sources() -> str:
    """A hash of this Mamarr: workers of another one would give other bytes."""
    package = Path(__file__).parents[1]
    files = sorted(f for f in package.rglob("*") if f.suffix in {".py", ".yaml"})
    return hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()
