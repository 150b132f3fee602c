"""The small programs that `gpu_selftest` runs inside a sandbox; each tells its facts.

All but those with torch talk to the driver's library directly: that starts in a second.
Nothing is changed on a card: settings are only set to the value that they have.
"""

CUDA = """
import ctypes, json, os, signal, sys, time
def tell(**facts):
    with open("facts.part", "w") as file:
        json.dump(facts, file)
    os.rename("facts.part", "facts.json")
def must(code, what):
    if code:
        tell(failed=f"{what} gave {code}")
        sys.exit(1)
def start():
    global cuda
    try:
        cuda = ctypes.CDLL("libcuda.so.1")
    except OSError as error:
        must(str(error), "loading libcuda")
    must(cuda.cuInit(0), "cuInit")
    count = ctypes.c_int()
    must(cuda.cuDeviceGetCount(ctypes.byref(count)), "cuDeviceGetCount")
    return count.value
def context():
    count, device, place = start(), ctypes.c_int(), ctypes.c_void_p()
    must(cuda.cuDeviceGet(ctypes.byref(device), 0), "cuDeviceGet")
    retain = cuda.cuDevicePrimaryCtxRetain
    must(retain(ctypes.byref(place), device), "cuDevicePrimaryCtxRetain")
    must(cuda.cuCtxSetCurrent(place), "cuCtxSetCurrent")
    return count
def allocate(mb):
    place, size = ctypes.c_uint64(), ctypes.c_size_t(mb * 10**6)
    code = cuda.cuMemAlloc_v2(ctypes.byref(place), size)
    return code or cuda.cuMemsetD8_v2(place, ctypes.c_ubyte(1), size)
"""

CONTEXT = CUDA + "tell(count=context())\n"

HOLD = CUDA + """
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
context()
if (mb := int(sys.argv[1])):
    must(allocate(mb), "cuMemAlloc")
tell(mb=mb)
time.sleep(float(sys.argv[2]))
"""
"""Takes `mb` megabytes and keeps them for some seconds, deaf to signals."""

GROW = CUDA + """
context()
taken = 0
while taken < int(sys.argv[1]) and allocate(100) == 0:
    taken += 100
    tell(mb=taken)
    time.sleep(0.15)
time.sleep(2)
"""

DAEMON = CUDA + """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(1, 32):
            if number not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD):
                signal.signal(number, signal.SIG_IGN)
        context()
        must(allocate(512), "cuMemAlloc")
        tell(mb=512)
        time.sleep(600)
    os._exit(0)
deadline = time.monotonic() + 30
while not os.path.exists("facts.json") and time.monotonic() < deadline:
    time.sleep(0.1)
time.sleep(0.5)
"""

NODES = CUDA + """
def reaches(path):
    try:
        os.close(os.open(path, os.O_RDWR))
        return True
    except OSError:
        return False
kinds = ("nvidia", "dri", "dxg")
try:
    seen = [f"/dev/{name}" for name in os.listdir("/dev") if name.startswith(kinds)]
except PermissionError:
    seen = []
reached = [path for path in sys.argv[2:] if reaches(path)]
env = os.environ.get("CUDA_VISIBLE_DEVICES")
tell(seen=sorted(seen), reached=reached, env=env,
     count=start() if sys.argv[1] == "cuda" else None)
"""

SETTINGS = CUDA + """
open_ = []
for path in sys.argv[1:]:
    try:
        os.close(os.open(path, os.O_WRONLY))
        open_.append(path)
    except OSError:
        pass
codes, handle, value = {}, ctypes.c_void_p(), ctypes.c_uint()
try:
    nvml = ctypes.CDLL("libnvidia-ml.so.1")
    codes["init"] = nvml.nvmlInit_v2()
    get = nvml.nvmlDeviceGetHandleByUUID
    uuid = os.environ["CUDA_VISIBLE_DEVICES"].encode()
    codes["handle"] = get(uuid, ctypes.byref(handle))
    for name in ("PersistenceMode", "ComputeMode"):
        if not any(codes[step] for step in ("init", "handle")):
            getattr(nvml, "nvmlDeviceGet" + name)(handle, ctypes.byref(value))
            codes[name] = getattr(nvml, "nvmlDeviceSet" + name)(handle, value)
except OSError as error:
    codes["load"] = str(error)
tell(open=open_, codes=codes)
"""

MATMUL = """
import json, torch
facts = {"torch": torch.__version__, "cuda": torch.version.cuda}
try:
    facts["count"] = torch.cuda.device_count()
    a, b = torch.randn(2, 1024, 1024, generator=torch.Generator().manual_seed(0))
    c = (a.double().cuda() @ b.double().cuda()).cpu()
    facts["error"] = float((c - a.double() @ b.double()).abs().max())
    facts["card"] = torch.cuda.get_device_name(0)
except Exception as error:
    facts["failed"] = f"{type(error).__name__}: {error}"[:300]
json.dump(facts, open("facts.json", "w"))
"""

WORKERS = """
import json, torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
def main():
    torch.manual_seed(0)
    x = torch.randn(4096, 16)
    y = (x[:, :4].sum(1) > 0).float()
    loader = DataLoader(TensorDataset(x, y), 256, shuffle=True, num_workers=2,
                        pin_memory=True, persistent_workers=True)
    model = nn.Sequential(nn.Linear(16, 32), nn.ReLU(), nn.Linear(32, 1)).cuda()
    optimizer = torch.optim.Adam(model.parameters(), 1e-2)
    losses = []
    for epoch in range(4):
        for xs, ys in loader:
            out = model(xs.cuda(non_blocking=True))[:, 0]
            loss = nn.functional.binary_cross_entropy_with_logits(out, ys.cuda())
            optimizer.zero_grad(); loss.backward(); optimizer.step()
        losses.append(loss.item())
    torch.save(model.state_dict(), "weights.pt")
    return {"losses": losses}
if __name__ == "__main__":
    try:
        facts = main()
    except Exception as error:
        facts = {"failed": f"{type(error).__name__}: {error}"[:300]}
    json.dump(facts, open("facts.json", "w"))
"""

NO_GPU = """
import json, os, torch
json.dump({
    "available": torch.cuda.is_available(), "count": torch.cuda.device_count(),
    "env": os.environ.get("CUDA_VISIBLE_DEVICES"),
}, open("facts.json", "w"))
"""
