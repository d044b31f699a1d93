"""Use cases run here, off the event loop, so that nothing blocks the screen."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from contacts_tui.services.opening import Services

Result = TypeVar("Result")


class Background:
    """Two threads with one database connection each: reads do not wait for writes; and one for the files of drafts.

    The services are opened once, in the thread that needs them first; whoever comes meanwhile waits for them.
    """

    def __init__(self, open_services: "Callable[[], Services]") -> None:
        self._open_services = open_services
        self._reads = ThreadPoolExecutor(1, thread_name_prefix="reads")
        self._writes = ThreadPoolExecutor(1, thread_name_prefix="writes")
        self._drafts = ThreadPoolExecutor(1, thread_name_prefix="drafts")
        self._services: Future[Services] | None = None
        self._awaited = 0
        self.on_idle: Callable[[], None] = lambda: None
        """Called in the event loop when nothing is awaited any more."""

    @property
    def waiting(self) -> bool:
        """Whether something that an agent asked for is still running."""
        return self._awaited > 0

    async def run(self, function: Callable[[], Result], *, awaited: bool = True) -> Result:
        """The result of a function that needs no services, such as the first page's reader."""
        with self.awaited() if awaited else nullcontext():
            return await asyncio.get_running_loop().run_in_executor(self._reads, function)

    async def read(self, use_case: "Callable[[Services], Result]", *, awaited: bool = True) -> Result:
        """The result of a use case that only reads; keys wait for it if it is awaited. Raises what it raises."""
        with self.awaited() if awaited else nullcontext():
            return await self._use(self._reads, use_case)

    async def write(self, use_case: "Callable[[Services], Result]", *, awaited: bool = True) -> Result:
        """The result of a use case that writes; it is never interrupted, and keys wait for it if it is awaited.

        Raises what it raises.
        """
        with self.awaited() if awaited else nullcontext():
            return await self._use(self._writes, use_case)

    def keep(self, work: Callable[[], Result]) -> Future[Result]:
        """Begin what is done with the files of drafts, one after the other; it ends, whoever waits for it."""
        return self._drafts.submit(work)

    def at_once(self, use_case: "Callable[[Services], None]") -> None:
        """Do in the event loop what takes no time, such as ending a read that nobody waits for any more."""
        if self._services is not None and self._services.done() and not self._services.exception():
            use_case(self._services.result())

    def close(self) -> None:
        """Let a write end, and what is done with files, then close the database."""
        self._drafts.shutdown(wait=True)
        self._writes.shutdown(wait=True)
        self._reads.shutdown(wait=True)
        if self._services is not None and not self._services.exception():
            self._services.result().close()

    def _opened(self) -> "Future[Services]":
        failed = self._services is not None and self._services.done() and self._services.exception() is not None
        if self._services is None or failed:
            self._services = self._reads.submit(self._open_services)
        return self._services

    async def _use(self, executor: ThreadPoolExecutor, use_case: "Callable[[Services], Result]") -> Result:
        opened = self._opened()
        # To await what is there already would cost a round through the event loop, for each use case.
        services = opened.result() if opened.done() else await asyncio.shield(asyncio.wrap_future(opened))
        return await asyncio.get_running_loop().run_in_executor(executor, use_case, services)

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """Let keys wait until this has ended, whatever is done within."""
        self._awaited += 1
        try:
            yield
        finally:
            self._awaited -= 1
            if not self._awaited:
                self.on_idle()
