#!/usr/bin/python3
"""Says every message again, as echo.cpp does: a plugin that is a program. Written from plugins/sdk/wire.md alone, with
nothing but the standard library; what a plugin of your own needs besides is in `serve`."""

import json
import socket
import struct

SOCKET = 3
MOST_BYTES = 262_144
HEADER = struct.Struct("<IQB")
HELLO, CALL, ANSWER, REQUEST, RESULT, CANCEL, LOG, PING, BYE, PART, BROKEN = range(1, 12)


class Refused(Exception):
    """An error with a code of the wall: what the bot said to a question, or what a handler says to a call."""

    def __init__(self, code, what):
        super().__init__(what)
        self.document = {"error": code, "what": what}


class Bot:
    """The other end: frames out and in."""

    def __init__(self):
        self.socket = socket.socket(fileno=SOCKET)
        self.call = 0

    def send(self, call, kind, payload):
        self.socket.sendall(HEADER.pack(len(payload), call, kind) + payload)

    def send_document(self, call, kind, document):
        self.send(call, kind, json.dumps(document, ensure_ascii=False).encode())

    def receive(self):
        """(call, type, payload); None: the bot is gone."""
        packet = self.socket.recv(HEADER.size + MOST_BYTES)
        if not packet:
            return None
        length, call, kind = HEADER.unpack_from(packet)
        if length != len(packet) - HEADER.size:
            raise SystemExit("a frame whose length is not what it says")
        return call, kind, packet[HEADER.size:]

    def ask(self, question):
        """What the bot replies; only while a call is answered."""
        self.send_document(self.call, REQUEST, question)
        reply = b""
        while frame := self.receive():
            call, kind, payload = frame
            if call == self.call and kind == CANCEL:
                raise Refused("timeout", "the call is over its time")
            if call != self.call or kind not in (PART, RESULT):
                continue
            reply += payload
            if kind == RESULT:
                break
        document = json.loads(reply)
        if "error" in document:
            raise Refused(document["error"], document.get("what", ""))
        return document

    def log(self, line, level=1):
        self.send_document(0, LOG, {"level": level, "line": line})


class Call:
    """What is asked, its arguments by name, and what is to be done with the answer."""

    def __init__(self, document, bot):
        self.document = document
        self.bot = bot
        self.effects = []

    def __getitem__(self, argument):
        return self.document.get("arguments", {}).get(argument, "")


def say(words):
    return {"text": [{"key": "common.text", "values": {"text": words}}]}


def handle(call, handlers):
    kinds = {"command": "commands", "text": "listens", "question": "provides"}
    name = call.document.get("name", "")
    handler = handlers.get(kinds.get(call.document.get("kind")), {}).get(name)
    if handler is None:
        raise Refused("not_found", "no handler called " + name)
    answer = handler(call)
    return {**answer, "effects": call.effects} if call.effects else answer


def answer_one(bot, payload, handlers):
    try:
        document = handle(Call(json.loads(payload), bot), handlers)
    except Refused as refused:
        document = refused.document
    except Exception as thrown:
        return bot.send_document(bot.call, BROKEN, {"error": "broken", "what": f"it threw: {thrown}"})
    except BaseException:
        return bot.send_document(bot.call, BROKEN, {"error": "broken", "what": "it threw something that is no Exception"})
    text = json.dumps(document, ensure_ascii=False).encode()
    if len(text) > MOST_BYTES:
        text = b'{"error":"broken","what":"an answer over 256 KB"}'
    bot.send(bot.call, ANSWER, text)


def serve(handlers, wall="1.0"):
    """Answers until the bot says bye or is gone. `handlers`: {"listens": {"echo": function of a Call}, …}."""
    bot = Bot()
    hello = b""
    while frame := bot.receive():
        call, kind, payload = frame
        if kind in (HELLO, PART):  # {"wall": …, "plugin": …, "settings": "{…}"}, perhaps in parts
            hello += payload
            if kind == HELLO:
                json.loads(json.loads(hello)["settings"])
                names = {group: sorted(members) for group, members in handlers.items()}
                bot.send_document(0, HELLO, {"wall": wall, "handlers": names})
        elif kind == PING:
            bot.send(0, PING, payload)
        elif kind == CALL:
            bot.call = call
            answer_one(bot, payload, handlers)
        elif kind == BYE:
            return


def echo(call):
    return say(f"seq:{call.document.get('seq', 0)} {call['text']}")


if __name__ == "__main__":
    serve({"listens": {"echo": echo}})
