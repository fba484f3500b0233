"""One web process: the loop reads requests whole, a few threads work, the rest is told to wait.

The loop also writes the answers, so that a slow line holds no thread. So many requests wait for
a thread as the settings say, and moments only; whoever comes then hears it at once. /healthz has
spare threads.
"""

import logging
import signal
import socket
import time
from types import FrameType

from django.conf import settings
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask, Task, ThreadedTaskDispatcher, WSGITask
from waitress.utilities import Error, RequestEntityTooLarge

from hoaban.core.http import pages

LONGEST_WAIT = 2.0  # seconds that the first of a line waited: then nobody joins it any more
SPARE_THREADS = 2  # say that it is crowded, and answer /healthz
HEALTH = "/healthz"
GRACE = 10.0  # seconds to finish the work in hand
PATIENCE = 30.0  # seconds for a request to arrive, however slow the line
SLOWEST = 1_000  # bytes a second that a longer one must bring
LOOK_EVERY = 5  # seconds between looks at slow and silent connections
HEAD_BYTES = 64 * 1024
IN_MEMORY_BYTES = 64 * 1024  # of a body; the rest of it lies in a file
ANSWER_BYTES = 64 * 1024**2  # a thread waits for its reader beyond them; files need no thread
CONNECTIONS = 500
SILENT = 60  # seconds until a connection that asks nothing is closed

logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # the line is bounded: no warnings


class Crowded(Error):  # type: ignore[misc]  # the library has no types
    """Too many wait already: said in a few bytes, without a database."""

    code, reason = 503, "Service Unavailable"

    def __init__(self, path: str) -> None:
        super().__init__("")
        self._path = path

    def to_response(self, _ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        answer = pages.crowded(self._path)
        return f"{self.code} {self.reason}", list(answer.items()), answer.content


def answer_to_error(channel: "Connection", request: object) -> Task:
    """What cannot be read is answered by the server; what is too long by the program, in words."""
    error, length = request.error, request.headers.get("CONTENT_LENGTH")  # type: ignore[attr-defined]
    if not (isinstance(error, RequestEntityTooLarge) and length):
        return ErrorTask(channel, request)
    task = WSGITask(channel, request)
    task.close_on_finish = True
    return task


class Line(ThreadedTaskDispatcher):  # type: ignore[misc]  # the library has no types
    """Working threads, at most so many waiting requests, and spare threads for short answers."""

    def __init__(self, *, threads: int, most_waiting: int) -> None:
        super().__init__()
        self.most_waiting = most_waiting
        self.spare = ThreadedTaskDispatcher()
        self.spare.set_thread_count(SPARE_THREADS)
        self.set_thread_count(threads)

    def add_task(self, task: "Connection") -> None:
        """Let a connection's request wait for a thread, or tell it that the line is full."""
        request = task.requests[0]
        if request.error or request.path == HEALTH or not self._joins(task):
            self.spare.add_task(task)

    def _joins(self, task: "Connection") -> bool:
        now = time.monotonic()
        with self.lock:
            first = self.queue[0].joined if self.queue else now
            if len(self.queue) < self.most_waiting and now - first < LONGEST_WAIT:
                task.joined = now
                self.queue.append(task)
                self.queue_cv.notify()
                return True
        request = task.requests[0]
        request.error = Crowded(request.path)
        return False


class Connection(HTTPChannel):  # type: ignore[misc]  # the library has no types
    """A browser's line, and since when a request has been arriving on it."""

    error_task_class = staticmethod(answer_to_error)
    began = 0.0
    joined = 0.0  # when it began to wait for a thread

    def received(self, data: bytes) -> bool:
        if self.request is None:
            self.began = time.monotonic()
        return bool(super().received(data))

    def is_too_slow(self, now: float) -> bool:
        """Whether a request has been arriving longer than its bytes explain."""
        if self.request is None:
            return False
        brought: int = self.request.body_bytes_received
        return now - self.began > PATIENCE + brought / SLOWEST

    def is_at_work(self) -> bool:
        return bool(self.requests or self.total_outbufs_len)


class Server(TcpWSGIServer):  # type: ignore[misc]  # the library has no types
    """Answers on a socket that its parent holds and its siblings share."""

    channel_class = Connection
    stops_at = 0.0

    def maintenance(self, now: float) -> None:
        """Close connections that are silent, and those whose request takes too long to arrive."""
        super().maintenance(now)
        for connection in list(self.active_channels.values()):
            if connection.is_too_slow(time.monotonic()):
                connection.will_close = True

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        self.accepting = False
        self.stops_at = time.monotonic() + GRACE
        self.pull_trigger()

    def run(self) -> None:
        """Answer until told to stop; then finish the work in hand."""
        while not self.stops_at or (self._is_at_work() and time.monotonic() < self.stops_at):
            timeout = 0.1 if self.stops_at else 1.0
            wasyncore.loop(timeout=timeout, use_poll=True, map=self._map, count=1)

    def _is_at_work(self) -> bool:
        return any(one.is_at_work() for one in list(self.active_channels.values()))


def listening() -> socket.socket:
    """The socket that all web processes share."""
    listener = socket.create_server(
        (settings.HOABAN_BIND, settings.HOABAN_PORT),
        family=socket.AF_INET6 if ":" in settings.HOABAN_BIND else socket.AF_INET,
        backlog=settings.WEB_BACKLOG,
    )
    listener.settimeout(0)
    return listener


def server_on(listener: socket.socket, application: object) -> Server:
    """A server with its threads, not yet running."""
    chosen = Adjustments(
        ident=None,
        backlog=settings.WEB_BACKLOG,
        connection_limit=CONNECTIONS,
        channel_timeout=SILENT,
        cleanup_interval=LOOK_EVERY,
        max_request_header_size=HEAD_BYTES,
        max_request_body_size=settings.REQUEST_MAX_BYTES + 1,
        inbuf_overflow=IN_MEMORY_BYTES,
        outbuf_high_watermark=ANSWER_BYTES,
        clear_untrusted_proxy_headers=False,  # the program judges them: HOABAN_HTTPS
    )
    line = Line(threads=settings.WEB_THREADS, most_waiting=settings.WEB_WAITING)
    return Server(
        application,
        dispatcher=line,
        adj=chosen,
        _sock=listener,
        bind_socket=False,
        sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
    )


def serve(listener: socket.socket, application: object) -> None:
    """Answer requests until a signal says stop."""
    server = server_on(listener, application)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.stop)
    server.run()
