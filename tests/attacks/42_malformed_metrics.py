# id: 42
# title: metrics and results with every flaw at once
# category: huge and malformed metrics
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Each flaw is skipped; none raises.
# host_check: readers end; events are strict JSON
import json

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


lines = [
    b'{"epoch": 1, "kind": 1, "trial": 2, "self": 3, "type": 4, "": 5}',
    b'{"epoch": 2, "train_loss": ' + b"9" * 4299 + b"}",
    b'{"epoch": 3, "x": ' + b"[" * 980 + b"]" * 980 + b"}",
    b'{"epoch": 1e308, "valid_loss": -1e308, "seconds": 1e308}',
    b'{"epoch": -5, "seconds": -0.0, "a\\ud800b": 1}',
    b'{"epoch": 4, "epoch": "five"}',
    b'{"epoch": true}\r{"epoch": null}\x0b{"epoch": 6}',
    b"\xef\xbb\xbf" + b'{"epoch": 7}',
    b"\x00" * 5000,
    b'{"epoch": 8, ' + b",".join(b'"k%d": 1' % i for i in range(20_000)) + b"}",
    b'["epoch"]',
    b"null",
]
open("metrics.jsonl", "wb").write(b"\n".join(lines))
deep = "[" * 900 + "]" * 900
said = '{"patched": {"m": {"w": {"rows": 1e300, "first": [%s]}}, "n": 3, "o": [1]}, '
said += '"best_epoch": 1e299, "params": 1e298, "latency_ms": -1e299, "stopped": [%s], '
said += '"claimed": {"a": 1e299}}'
open("result.json", "w").write(said % (deep, deep))
say("INFO", f"{len(lines)} lines")
