# id: 14
# title: an abstract socket of the host
# category: unix and abstract sockets
# timeout_s: 8
# needs: hints:abstract_socket
# expect_status: ok
# verdict: Abstract names belong to the network namespace or the Landlock scope.
# host_check: the listener heard nothing
import json
import socket

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


reached = []
for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    try:
        with socket.socket(socket.AF_UNIX, kind) as handle:
            handle.connect("\0" + HINTS["abstract_socket"])
            reached.append(kind)
    except OSError as error:
        print(error)
say("ESCAPED" if reached else "BLOCKED", reached)
