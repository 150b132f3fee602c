# id: 91
# title: CONTROL: what honest programs do besides training
# category: benign
# timeout_s: 30
# needs: none
# expect_status: ok
# verdict: All of it works, on every backend.
# host_check: exit code 0
import concurrent.futures
import getpass
import json
import locale
import logging
import multiprocessing
import os
import pathlib
import platform
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


def square(number):
    return number * number


def pool(method):
    context = multiprocessing.get_context(method)
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=context) as workers:
        assert list(workers.map(square, range(8))) == [n * n for n in range(8)]


def manager():
    with multiprocessing.Manager() as shared:
        shared.dict()["a"] = 1


def semaphores():
    lock = multiprocessing.Lock()
    with lock, multiprocessing.Pool(2) as workers:
        assert workers.map(square, [3]) == [9]


def loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        threading.Thread(target=lambda: server.accept()[0].sendall(b"hello")).start()
        with socket.create_connection(address, 5) as client:
            assert client.recv(5) == b"hello"
    assert socket.getaddrinfo("localhost", 80)


def files():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a"
        path.write_text("x")
        shutil.copy2(path, path.with_name("b"))
        path.chmod(0o600)
        path.rename(path.with_name("c"))
    cache = pathlib.Path.home() / ".cache" / "thing"
    cache.mkdir(parents=True)
    (cache / "x").write_text("x")
    pathlib.Path("link").symlink_to("attack_hints.json")
    assert json.loads(pathlib.Path("link").read_text()) == HINTS


def database():
    with sqlite3.connect("study.db") as study:
        study.execute("create table t (x)")


def commands():
    shown = subprocess.run(["sh", "-c", "echo $HOME; ls /usr"], capture_output=True)
    assert shown.returncode == 0 and shown.stdout
    code = "import sys; print(sys.version)"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def machine():
    assert os.cpu_count() and os.sched_getaffinity(0) and os.getloadavg()
    assert open("/proc/meminfo").read() and open("/proc/self/status").read()
    assert platform.platform() and uuid.uuid4() and getpass.getuser()
    assert os.urandom(8) and time.localtime() and locale.getlocale()
    for name in ("null", "zero", "urandom"):
        open(f"/dev/{name}", "rb").read(1)
    open("/dev/null", "w").write("x")


def alarm():
    signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    signal.pause()


if __name__ == "__main__":
    failed = []
    acts = [manager, semaphores, loopback, files, database, commands, machine, alarm]
    acts += [lambda: pool("fork"), lambda: pool("spawn"), lambda: pool("forkserver")]
    for act in acts:
        try:
            act()
        except Exception as error:
            logging.exception("failed")
            failed.append(f"{act.__name__}: {error!r}")
    print("x" * 2_000_000)
    print("failed:", failed)
    sys.exit(1 if failed else 0)
