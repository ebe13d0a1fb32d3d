"""Holds each request for a second, thousands at once: uvloop, one protocol object a connection, nothing parsed but the
end of a request.

usage: holdserver.py SECONDS; prints its port, then on every line it reads the peak of requests held since the last.
"""

import asyncio
import sys

import uvloop

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n"


class Held(asyncio.Protocol):
    count = 0
    peak = 0
    seconds = 1.0

    def __init__(self):
        self.buffer = b""
        self.transport = None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.buffer += data
        if not self.buffer.endswith(b"\r\n\r\n"):
            return
        self.buffer = b""
        Held.count += 1
        Held.peak = max(Held.peak, Held.count)
        asyncio.get_running_loop().call_later(Held.seconds, self.answer)

    def answer(self):
        Held.count -= 1
        if not self.transport.is_closing():
            self.transport.write(ANSWER)


def report():
    if not sys.stdin.readline():
        asyncio.get_running_loop().stop()
        return
    print(Held.peak, flush=True)
    Held.peak = Held.count


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Held, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    loop.add_reader(sys.stdin, report)


Held.seconds = float(sys.argv[1])
uvloop.install()
event_loop = asyncio.new_event_loop()
event_loop.create_task(main())
event_loop.run_forever()
