"""A mail server that takes everything and writes down what it took.

    python -m benchmarks.sink PORT FILE

One line each in FILE: the recipient, the Message-ID, how many bytes.
"""

import asyncio
import re
import sys
from pathlib import Path
from typing import IO

_MESSAGE_ID = re.compile(rb"^message-id:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_END = b"\r\n.\r\n"


async def serve(port: int, file: Path) -> None:
    with file.open("w", buffering=1) as taken:

        async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await _converse(reader, writer, taken)

        server = await asyncio.start_server(converse, "127.0.0.1", port, limit=2**24)
        async with server:
            await server.serve_forever()


async def _converse(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, taken: IO[str]
) -> None:
    recipient = ""
    writer.write(b"220 sink\r\n")
    while line := await reader.readline():
        verb = line[:4].upper()
        if verb == b"RCPT":
            recipient = line.decode().partition("<")[2].partition(">")[0]
        if verb == b"DATA":
            writer.write(b"354 go on\r\n")
            content = await reader.readuntil(_END)
            found = _MESSAGE_ID.search(content)
            message_id = found[1].decode() if found else "none"
            taken.write(f"{recipient} {message_id} {len(content)}\n")
        writer.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
        if verb == b"QUIT":
            break
    writer.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
