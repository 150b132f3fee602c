# id: 18
# title: limits, priority and processors of another process
# category: ptrace and signals
# timeout_s: 8
# needs: hints:victim_pid
# expect_status: ok
# verdict: A process outside can't be throttled or limited either.
# host_check: the victim's limits and processors are as before
import json
import os
import resource

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


victim, hit = HINTS["victim_pid"], []


def attempt(name, act):
    try:
        act()
        hit.append(name)
    except OSError as error:
        print(name, error)


attempt("limits", lambda: resource.prlimit(victim, resource.RLIMIT_CORE, (0, 0)))
attempt("nice", lambda: os.setpriority(os.PRIO_PROCESS, victim, 19))
attempt("cores", lambda: os.sched_setaffinity(victim, {0}))
attempt("batch", lambda: os.sched_setscheduler(victim, 3, os.sched_param(0)))
score = f"/proc/{victim}/oom_score_adj"
attempt("score", lambda: os.write(os.open(score, os.O_WRONLY), b"1000"))
say("ESCAPED" if hit else "BLOCKED", hit)
