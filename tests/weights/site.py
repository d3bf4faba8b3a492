"""A web server on this machine that behaves as badly as a test wants."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Behaviour = Callable[["Handler", "Page"], None]


@dataclass
class Page:
    """What lies at a path, and how the server treats those who ask, one behaviour a request."""

    body: bytes
    etag: str = '"one"'
    behaviours: list[Behaviour] = field(default_factory=list)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        page = self.server.pages.get(self.path)
        if page is None:
            self.send_error(404)
            return
        behaviour = page.behaviours.pop(0) if page.behaviours else serve
        behaviour(self, page)

    def log_message(self, format, *arguments):
        pass

    def head(self, status, length=None, **headers):
        self.send_response(status)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def drop(self):
        """Cut the connection without a word."""
        self.wfile.flush()
        self.close_connection = True
        self.connection.shutdown(2)


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request, client_address):
        """Stay silent: connections that break are what is tested."""

    @property
    def host(self):
        return f"127.0.0.1:{self.server_address[1]}"

    def put(self, path, body, *behaviours, etag='"one"'):
        self.pages[path] = Page(body, etag, list(behaviours))
        return f"http://{self.host}{path}"

    def ranges(self):
        """Return the Range header of each request, None where it had none."""
        return [headers.get("Range") for _, headers in self.asked]


@contextmanager
def running() -> Iterator[Site]:
    with Site() as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


def serve(handler, page):
    """Answer as a good server does."""
    found = re.fullmatch(r"bytes=(\d+)-", handler.headers.get("Range", ""))
    is_same = handler.headers.get("If-Range", page.etag) == page.etag
    if found and is_same:
        start = int(found[1])
        if start >= len(page.body):
            handler.head(416, 0)
            return
        rest = page.body[start:]
        place = f"bytes {start}-{len(page.body) - 1}/{len(page.body)}"
        handler.head(206, len(rest), Content_Range=place, ETag=page.etag)
        handler.wfile.write(rest)
        return
    ignore_range(handler, page)


def ignore_range(handler, page):
    handler.head(200, len(page.body), ETag=page.etag)
    handler.wfile.write(page.body)


def drop_after(count):
    def behave(handler, page):
        handler.head(200, len(page.body), ETag=page.etag)
        handler.wfile.write(page.body[:count])
        handler.drop()

    return behave


def stall_after(count, seconds):
    def behave(handler, page):
        handler.head(200, len(page.body), ETag=page.etag)
        handler.wfile.write(page.body[:count])
        handler.wfile.flush()
        time.sleep(seconds)
        handler.drop()

    return behave


def slowly(seconds, pieces=20):
    def behave(handler, page):
        handler.head(200, len(page.body), ETag=page.etag)
        step = -(-len(page.body) // pieces)
        for start in range(0, len(page.body), step):
            handler.wfile.write(page.body[start : start + step])
            handler.wfile.flush()
            time.sleep(seconds / pieces)

    return behave


def status(code, **headers):
    return lambda handler, page: handler.head(code, 0, **headers)


def send_to(url, **headers):
    return lambda handler, page: handler.head(302, 0, Location=url, **headers)


def page_of_text(kind):
    def behave(handler, page):
        text = b"<!DOCTYPE html><html><body>Please sign in to FreeWifi</body></html>"
        handler.head(200, len(text), Content_Type=kind)
        handler.wfile.write(text)

    return behave


def without_length(handler, page):
    handler.head(200, Transfer_Encoding="chunked")
    for start in range(0, len(page.body), 1000):
        piece = page.body[start : start + 1000]
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    handler.wfile.write(b"0\r\n\r\n")


def another_part(handler, page):
    handler.head(206, 10, Content_Range=f"bytes 0-9/{len(page.body)}", ETag=page.etag)
    handler.wfile.write(page.body[:10])
