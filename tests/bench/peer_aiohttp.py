"""What the guides recommend: uvloop, one session, a fixed number of workers over a shared iterator, bodies read whole.

usage: peer_aiohttp.py LIST IN_FLIGHT
"""

import asyncio
import sys

import aiohttp
import uvloop


async def worker(session, addresses):
    for address in addresses:
        async with session.get(address) as response:
            await response.read()
            if response.status != 200:
                raise RuntimeError(f"{address}: {response.status}")


async def main(path, in_flight):
    with open(path) as source:
        addresses = iter([line.strip() for line in source])
    connector = aiohttp.TCPConnector(limit=in_flight)
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(*(worker(session, addresses) for _ in range(in_flight)))


uvloop.install()
asyncio.run(main(sys.argv[1], int(sys.argv[2])))
