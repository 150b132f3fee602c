# id: 23
# title: modules that a careless reader would import
# category: import poisoning
# timeout_s: 8
# needs: hints:sandbox_folder
# expect_status: ok
# verdict: Python and its packages are read-only; readers never import from outputs.
# host_check: no file outside the work folder is new; readers behave
import json
import os
import sys
import sysconfig

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


poison = "raise SystemExit('ATTACK-ESCAPED imported')\n"
names = [
    "json",
    "csv",
    "numpy",
    "torch",
    "agent",
    "sandbox",
    "sitecustomize",
    "conftest",
]
for name in names:
    open(f"{name}.py", "w").write(poison)
open("x.pth", "w").write("import os; os.abort()\n")
open("pyvenv.cfg", "w").write("home = .\n")
os.makedirs("__pycache__", exist_ok=True)
hit = []
places = {sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), sys.prefix}
places |= {os.path.dirname(sys.executable), HINTS["sandbox_folder"], sys.base_prefix}
places |= {path for path in sys.path if os.path.isdir(path)} - {os.getcwd()}
for place in places:
    for name in ("sbx_poison.py", "sitecustomize.py", "sbx.pth"):
        try:
            os.close(os.open(f"{place}/{name}", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            hit.append(place)
            os.unlink(f"{place}/{name}")
        except OSError:
            pass
say("ESCAPED" if hit else "BLOCKED", hit)
