"""The pipeline the guides recommend: aiohttp + uvloop fetch, a process pool computes, Pillow's draft mode lets the JPEG
decoder scale down while it decodes. Fetching and computing overlap; no more bodies are held than there are lanes.

usage: peer_thumbnails.py LIST IN_FLIGHT WIDTH FOLDER
"""

import asyncio
import io
import os
import sys
from concurrent.futures import ProcessPoolExecutor

import aiohttp
import uvloop
from PIL import Image


def thumbnail(body, width, path):
    image = Image.open(io.BytesIO(body))
    height = max(1, round(image.height * width / image.width))
    image.draft("RGB", (width, height))
    image.thumbnail((width, height))
    image.save(path, "JPEG", quality=85)


async def worker(session, pool, addresses, width, folder):
    loop = asyncio.get_running_loop()
    for number, address in addresses:
        async with session.get(address) as response:
            response.raise_for_status()
            body = await response.read()
        await loop.run_in_executor(pool, thumbnail, body, width, os.path.join(folder, f"{number}.jpg"))


async def main(path, in_flight, width, folder):
    with open(path) as source:
        addresses = enumerate([line.strip() for line in source])
    connector = aiohttp.TCPConnector(limit=in_flight)
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        async with aiohttp.ClientSession(connector=connector) as session:
            await asyncio.gather(*(worker(session, pool, addresses, width, folder) for _ in range(in_flight)))


uvloop.install()
asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]))
