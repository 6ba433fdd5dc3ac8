"""Asking a virus scanner (clamd) over the network."""

import socket
import struct
from typing import BinaryIO

CHUNK = 64 * 1024
CONNECT_SECONDS = 5
ANSWER_SECONDS = 120


class NoAnswer(Exception):
    """The scanner was not reached, or could not judge the file."""


def virus_in(content: BinaryIO, address: str) -> str | None:
    """The name of what the scanner found, None for nothing. `address` is host:port."""
    host, _, port = address.rpartition(":")
    try:
        with socket.create_connection((host, int(port)), timeout=CONNECT_SECONDS) as connection:
            connection.settimeout(ANSWER_SECONDS)
            answer = _ask(connection, content)
    except OSError as error:
        raise NoAnswer(str(error)) from error
    return _read(answer)


def _ask(connection: socket.socket, content: BinaryIO) -> str:
    connection.sendall(b"zINSTREAM\0")
    while chunk := content.read(CHUNK):
        connection.sendall(struct.pack("!L", len(chunk)) + chunk)
    connection.sendall(struct.pack("!L", 0))
    answer = b""
    while not answer.endswith(b"\0") and (more := connection.recv(CHUNK)):
        answer += more
    return answer.rstrip(b"\0").decode(errors="replace")


def _read(answer: str) -> str | None:
    """`stream: OK`, `stream: Name FOUND`, or something that is no judgement."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return None
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")
    raise NoAnswer(answer)
