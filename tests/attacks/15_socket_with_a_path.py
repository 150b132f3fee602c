# id: 15
# title: sockets of the host that have a path, as docker.sock has
# category: unix and abstract sockets
# timeout_s: 8
# needs: hints:unix_socket
# expect_status: ok
# open_landlock: Landlock does not stop connecting to a socket that its user may open
# verdict: The path is absent.
# host_check: the listener heard nothing
import json
import socket

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


reached = []
paths = [HINTS["unix_socket"], "/var/run/docker.sock", "/run/dbus/system_bus_socket"]
for path in paths:
    try:
        with socket.socket(socket.AF_UNIX) as handle:
            handle.connect(path)
            reached.append(path)
    except OSError as error:
        print(error)
say("ESCAPED" if reached else "BLOCKED", reached)
