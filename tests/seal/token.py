#!/usr/bin/env python3
"""Takes the time-stamp token and the signature value out of a .p7s, so that
`openssl ts -verify' can be asked.  usage: token.py FILE.p7s TOKEN VALUE"""
import sys


def element(data, at):
    """Tag, start of content, end of the element at a place of DER."""
    n, head = data[at + 1], at + 2
    if n >= 0x80:
        count = n & 0x7F
        n = int.from_bytes(data[head:head + count], "big")
        head += count
    return data[at], head, head + n


def children(data, at):
    """All elements within the one at a place."""
    _, head, end = element(data, at)
    while head < end:
        yield head
        head = element(data, head)[2]


def main():
    data = open(sys.argv[1], "rb").read()
    signed = list(children(data, list(children(data, 0))[1]))[0]
    infos = list(children(data, signed))[-1]
    parts = list(children(data, list(children(data, infos))[0]))
    attribute = list(children(data, parts[-1]))[0]
    token = list(children(data, list(children(data, attribute))[1]))[0]
    _, head, end = element(data, parts[-2])
    open(sys.argv[3], "wb").write(data[head:end])
    open(sys.argv[2], "wb").write(data[token:element(data, token)[2]])


main()
