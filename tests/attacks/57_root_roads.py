# id: 57
# title: the known ways of a root user out of a container
# category: root escape paths
# timeout_s: 8
# needs: none
# expect_status: ok
# verdict: None of the files, devices and mounts that they need is there.
# host_check: none
import json
import os
import stat

HINTS = json.load(open("attack_hints.json"))


def say(kind, what=""):
    print(f"ATTACK-{kind} {what!s:.300}", flush=True)


hit = []


def attempt(name, act):
    try:
        act()
        hit.append(name)
    except OSError:
        pass


targets = ["/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe"]
targets += ["/proc/sysrq-trigger", "/sys/kernel/uevent_helper", "/dev/mem", "/dev/kmsg"]
targets += ["/proc/sys/fs/binfmt_misc/register", "/sys/fs/cgroup/memory/release_agent"]
targets += [
    "/sys/fs/cgroup/cgroup.procs",
    "/sys/fs/cgroup/cpu/cgroup.procs",
    "/dev/fuse",
]
targets += ["/dev/vda", "/dev/sda", "/dev/loop-control", "/dev/kvm", "/sys/power/state"]
targets += ["/etc/ld.so.preload", "/etc/passwd", "/root/.ssh/authorized_keys"]
for target in targets:
    attempt(target, lambda: os.close(os.open(target, os.O_WRONLY)))
for kind, device in ((stat.S_IFBLK, (254, 0)), (stat.S_IFCHR, (1, 2))):
    attempt("mknod", lambda: os.mknod("node", kind | 0o600, os.makedev(*device)))
attempt("cgroup", lambda: os.mkdir("/sys/fs/cgroup/unified/sbx"))
attempt("chroot", lambda: os.chroot("."))
os.makedirs("a/b")
attempt("parent's root", lambda: os.listdir(f"/proc/{HINTS['host_pid']}/root"))
attempt("parent's cwd", lambda: os.listdir(f"/proc/{os.getppid()}/cwd"))
attempt("container's socket", lambda: os.stat("/run/containerd/containerd.sock"))
say("ESCAPED" if hit else "BLOCKED", hit)
