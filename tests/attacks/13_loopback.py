# id: 13
# title: services of the developer on loopback, by TCP and UDP, over IPv4 and IPv6
# category: network and loopback
# timeout_s: 10
# needs: hints:loopback_port
# expect_status: ok
# verdict: No packet reaches the host; refused at once.
# host_check: the listeners heard nothing
import json
import socket
import time

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


began, reached = time.monotonic(), []
tcp, udp = HINTS["loopback_port"], HINTS["udp_port"]


def attempt(name, act):
    try:
        act()
        reached.append(name)
    except OSError as error:
        print(name, error)


def connect(family, address):
    with socket.socket(family, socket.SOCK_STREAM) as handle:
        handle.settimeout(1)
        handle.connect(address)


def send(address, flags=0, kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_INET, kind) as handle:
        handle.settimeout(0.3)
        handle.sendto(b"sbx", flags, address)
        handle.recv(1)  # a refused datagram is told here


attempt("tcp", lambda: connect(socket.AF_INET, ("127.0.0.1", tcp)))
attempt("0.0.0.0", lambda: connect(socket.AF_INET, ("0.0.0.0", tcp)))
attempt("mapped", lambda: connect(socket.AF_INET6, ("::ffff:127.0.0.1", tcp)))
attempt("ipv6", lambda: connect(socket.AF_INET6, ("::1", tcp)))
attempt("fast open", lambda: send(("127.0.0.1", tcp), 0x20000000))
attempt("udp", lambda: send(("127.0.0.1", udp), 0, socket.SOCK_DGRAM))
attempt("outside", lambda: connect(socket.AF_INET, ("192.0.2.1", 80)))
took = time.monotonic() - began
say("ESCAPED" if reached or took > 3 else "BLOCKED", f"{reached} in {took:.2f} s")
