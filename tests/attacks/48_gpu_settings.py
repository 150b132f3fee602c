# id: 48
# title: the nodes by which GPU settings are changed
# category: GPU settings
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: Mode setting, MIG capabilities, debugging and driver parameters are closed.
# host_check: none
import glob
import json
import os

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


names = ["/dev/nvidia-modeset", "/dev/nvidia-uvm-tools", "/dev/nvidia-nvswitchctl"]
names += [
    "/proc/driver/nvidia/params",
    "/proc/driver/nvidia/registry",
    "/dev/vga_arbiter",
]
names += glob.glob("/dev/nvidia-caps/*") + glob.glob(
    "/proc/driver/nvidia/capabilities/*"
)
names += glob.glob("/sys/bus/pci/devices/*/reset") + [
    "/sys/class/drm/card0/device/remove"
]
hit = []
for name in names:
    try:
        os.close(os.open(name, os.O_WRONLY))
        hit.append(name)
    except OSError:
        pass
say("ESCAPED" if hit else "BLOCKED", hit)
