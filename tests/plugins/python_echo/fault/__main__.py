"""What the runner contract asks of the fault plugin, in Python; several files, shipped as one (python3 -m zipapp)."""

import echo
import json
import os
import sys
import threading


class NoException(BaseException):
    pass


def denied(what, attempt):
    try:
        attempt()
        return what + ": done"
    except OSError as failure:
        return f"{what}: denied ({os.strerror(failure.errno)})"
    except (RuntimeError, ValueError) as failure:
        return f"{what}: denied ({failure})"


def throw(call, words):
    raise NoException() if words[2] == "int" else RuntimeError("thrown on demand")


def put(call, words):
    call.effects.append({"do": "remember", "key": words[2], "value": words[3]})
    return "put " + words[2]


def get(call, words):
    try:
        value = call.bot.ask({"do": "recall", "key": words[2]}).get("value")
    except echo.Refused as refused:
        return "no answer: " + refused.document["what"]
    text = "nothing" if value is None else value
    return words[2] + "=" + (f"{len(text)} bytes" if len(text) > 1000 else text)


def started(thread):
    thread.start()
    thread.join()


def connect(address, family=None):
    host, port = address.rsplit(":", 1)
    import socket
    socket.create_connection((host, int(port)), timeout=1)


def ptrace(pid):
    import ctypes
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(16, pid, 0, 0) != 0:  # PTRACE_ATTACH
        raise OSError(ctypes.get_errno(), "ptrace")


def raise_limit():
    import resource
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    except ValueError as refused:  # Python's name for EPERM here
        raise PermissionError(1, str(refused)) from None


def crash_at_first(call, words):
    if call.document.get("attempt", 1) < 3:
        os.abort()
    return f"attempt {call.document['attempt']}"


ACTS = {
    "throw": throw, "put": put, "get": get, "once-crash": crash_at_first,
    "sleep": lambda call, words: __import__("time").sleep(int(words[2] or 0) / 1000) or "slept",
    "bigreply": lambda call, words: "x" * (int(words[2]) << 20),
    "exit": lambda call, words: os._exit(int(words[2])),
    "abort": lambda call, words: os.abort(),
    "garbage": lambda call, words: str(os.write(echo.SOCKET, b"\xff\xfe these are no frames")),
    "leak": lambda call, words: str(len(bytearray(int(words[2]) << 20))),
    "environment": lambda call, words: " ".join(sorted(os.environ)) or "empty",
    "open": lambda call, words: denied("open", lambda: open(words[2], "rb").close()),
    "write": lambda call, words: denied("write", lambda: open(words[2], "wb").close()),
    "connect": lambda call, words: denied("connect", lambda: connect(words[2])),
    "fork": lambda call, words: denied("fork", os.fork),
    "exec": lambda call, words: denied("exec", lambda: os.execv("/usr/bin/true", ["true"])),
    "thread": lambda call, words: denied("thread", lambda: started(threading.Thread(target=int))),
    "ptrace": lambda call, words: denied("ptrace", lambda: ptrace(os.getppid())),
    "kill-parent": lambda call, words: denied("kill-parent", lambda: os.kill(os.getppid(), 0)),
    "raise-limit": lambda call, words: denied("raise-limit", raise_limit),
    "fds": lambda call, words: denied("fds", lambda: [os.dup(0) for _ in range(int(words[2]))]),
    "forge": lambda call, words: call.bot.ask({"do": "recall", "key": "last", "tenant": words[2]}) and "forged",
}


def fault(call):
    words = (call["text"].split() + ["", "", "", ""])[:4]
    act = ACTS.get(words[1])
    if act is None:
        raise echo.Refused("invalid", "no fault called " + words[1])
    return echo.say(act(call, words))


def reply(call):
    return {"reply": json.loads(call["question"])}


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    echo.serve({"listens": {"fault": fault}, "provides": {"fault.reply": reply}})
