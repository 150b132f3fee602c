"""`forgeweld ui` over HTTP: a real server, a plain client."""

import asyncio
import json
import socket
import threading
import time
from contextlib import suppress

import httpx
import pytest
from llm_server import Answer, Server, scripted
from test_auth import CANARY, forgeweld
from web_served import Served, epochs, going, grown, until

from agent.interfaces.web import app, openapi, thinning
from agent.interfaces.web.home import Home
from agent.interfaces.web.working import Closing, worked
from agent.run import rundir, steering
from agent.run.events import FILE, EventLog, Tail, read

RUN = "/runs/outcome-123456"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    home = tmp_path_factory.mktemp("ui")
    grown(home)
    with Served(home) as server:
        yield server


def problem(answer: httpx.Response, status: int, code: int = 2) -> dict:
    """The members of a problem; checks what all of them have."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert said["status"] == status and said["code"] == code and said["title"]
    assert said["type"].startswith("urn:forgeweld:problem:")
    return said


def frames(text: str) -> list[tuple[str, str, str]]:
    """Name, id and data of each event of a stream."""
    found = []
    for block in text.split("\n\n"):
        rows = dict(r.split(": ", 1) for r in block.splitlines() if ": " in r)
        if "data" in rows:
            found.append((rows.get("event", ""), rows.get("id", ""), rows["data"]))
    return found


def heard(served: Served, path: str, enough, **headers: str) -> str:
    """The text of a stream, read until there is enough of it."""
    asked = {"Authorization": f"Bearer {served.token}", **headers}
    url = f"{served.url}/api/v1{path}"
    text = ""
    with httpx.stream("GET", url, headers=asked, timeout=60) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for piece in answer.iter_text():
            text += piece
            if enough(text):
                return text
    raise AssertionError("the stream ended")


def seqs(text: str) -> list[int]:
    return [int(seq) for name, seq, _ in frames(text) if not name]


def test_health_version_and_document(served):
    assert served.get("/health").json() == {"status": "ok"}
    assert served.get("/version").json()["name"] == "forgeweld"
    told = served.get("/openapi.json").json()
    assert told["openapi"] == "3.1.0"
    there = set()
    for route in app.ROUTES:
        path = getattr(route, "path", "")
        if path.startswith("/api/"):
            path = path.replace(":int}", "}").replace(":path}", "}")
            there |= {(path, m.lower()) for m in route.methods - {"HEAD"}}
    said = {(path, m) for path, ways in told["paths"].items() for m in ways}
    assert said == there, "the document tells every path, and no other"
    names = [o["operationId"] for p in told["paths"].values() for o in p.values()]
    assert len(names) == len(set(names))
    assert set(openapi.BODIES) == {path for path, method in there if method == "post"}


def test_runs_are_listed(served):
    rows = served.get("/runs").json()["runs"]
    row = next(r for r in rows if r["run"] == "outcome-123456")
    assert row["state"] == "stopped" and row["trials"] == 3 and row["select"] == 0.83
    assert served.get("/runs?state=finished").json() == {"runs": [], "next": None}
    problem(served.get("/runs?limit=many"), 422)
    problem(served.get("/runs?cursor=nobody"), 422)
    one = served.get(RUN).json()
    assert one["spec"]["metric"]["name"] == row["metric"] and one["last_seq"] == 19
    assert served.get("/runs?limit=1").json()["next"] is None


def test_pages_of_runs(tmp_path):
    for i in range(3):
        grown(tmp_path, f"outcome-{i}")
    with Served(tmp_path) as server:
        first = server.get("/runs?limit=2").json()
        rest = server.get(f"/runs?limit=2&cursor={first['next']}").json()
    names = [row["run"] for row in first["runs"] + rest["runs"]]
    assert names == ["outcome-2", "outcome-1", "outcome-0"], "the newest first"
    assert rest["next"] is None


def test_trials(served):
    assert len(served.get(f"{RUN}/trials").json()["trials"]) == 3
    two = served.get(f"{RUN}/trials/2").json()
    assert two["record"]["select"]["value"] == 0.83
    assert two["files"] == ["trials/2/project/data.py", "trials/2/project/model.py"]
    problem(served.get(f"{RUN}/trials/9"), 404)
    problem(served.get(f"{RUN}/trials/-1"), 404)
    board = served.get(f"{RUN}/leaderboard").json()["trials"]
    assert [row["trial"] for row in board] == ["2", "1", "3"]
    plans = served.get(f"{RUN}/tree").json()["plans"]
    assert {1, 2, 3} == {n for plan in plans for n in plan["trials"]}
    told = served.get(f"{RUN}/diff?a=1&b=2").json()
    assert [f["path"] for f in told["files"]] == ["model.py"]
    assert "-DIM = 1\n+DIM = 2" in told["files"][0]["diff"] and told["changed"]
    problem(served.get(f"{RUN}/diff?a=1"), 422)


def test_curves(served):
    said = served.get(f"{RUN}/metrics?name=valid_loss&trial=2").json()["curves"]
    assert [(c["trial"], c["epochs"]) for c in said] == [(2, [1, 2, 3])]
    assert len(served.get(f"{RUN}/metrics").json()["curves"]) == 6


def test_thinned_curves_keep_ends_and_peaks():
    steps = list(range(1000))
    values = [100.0 if i == 617 else i % 7 * 0.1 for i in steps]
    x, y = thinning.thinned(steps, values, 50)
    assert len(x) == 50 and x[0] == 0 and x[-1] == 999 and 100.0 in y
    assert sorted(set(x)) == x
    assert thinning.thinned([1, 2], [3.0, 4.0], 50) == ([1, 2], [3.0, 4.0])


def test_artifacts(served):
    names = served.get(f"{RUN}/artifacts").json()["files"]
    assert "project/README.md" in names and "trials/1/project/model.py" in names
    assert not [n for n in names if n.startswith(("splits", "view", "run", "events"))]
    text = served.get(f"{RUN}/artifacts/project/README.md")
    assert text.text == "# A model\n" and text.headers["content-type"] == (
        "text/plain; charset=utf-8"
    )
    assert text.headers["content-security-policy"].startswith("sandbox; default-src")
    saved = served.get(f"{RUN}/artifacts/project/weights/weights.safetensors")
    assert "attachment" in saved.headers["content-disposition"]
    assert saved.content == b"\0\1"


@pytest.mark.parametrize(
    "path",
    [
        "splits/labels.csv",
        "project/../splits/labels.csv",
        "project/%2e%2e/splits/labels.csv",
        "project/..%2fsplits%2flabels.csv",
        "project/%252e%252e/splits/labels.csv",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "project//etc/passwd",
        "project/link.csv",
        "project/folder/labels.csv",
        "project/README.md%00.csv",
        "view/train.csv",
        "run.json",
        "events.jsonl",
        "trials/1/out/predictions.csv",
        "project/weights",
    ],
)
def test_no_other_file_can_be_had(served, path):
    project = served.home / "generated" / "outcome-123456" / "project"
    if not (project / "link.csv").is_symlink():
        (project / "link.csv").symlink_to("../splits/labels.csv")
        (project / "folder").symlink_to("../splits")
    with socket.create_connection(("127.0.0.1", served.port)) as link:
        head = f"GET /api/v1{RUN}/artifacts/{path} HTTP/1.1\r\n"
        head += f"Host: 127.0.0.1:{served.port}\r\nConnection: close\r\n"
        link.sendall(f"{head}Authorization: Bearer {served.token}\r\n\r\n".encode())
        said = b"".join(iter(lambda: link.recv(65536), b""))
    assert said.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400")), said[:300]
    assert b"secret" not in said and b"root:" not in said and b"cell" not in said


def test_names_of_runs_are_no_paths(served):
    for name in ("..", ".", "%2e%2e", "outcome-123456%2f..", "nobody", "x" * 200):
        problem(served.get(f"/runs/{name}/trials"), 404)


def test_who_may_ask(served):
    url, token = f"{served.url}/api/v1/health", f"Bearer {served.token}"
    known = {"Authorization": token}
    own = {**known, "Origin": served.url}
    assert httpx.get(url, headers=own).status_code == 200
    said = problem(httpx.get(url), 401)
    assert "forgeweld ui" in said["fix"]
    problem(httpx.get(url, headers={"Authorization": token + "x"}), 401)
    bad = [
        {"Host": "example.org"},
        {"Host": f"127.0.0.1.example.org:{served.port}"},
        {"Host": f"localhost:{served.port + 1}"},
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Origin": f"https://127.0.0.1:{served.port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ]
    for more in bad:
        problem(httpx.get(url, headers={**known, **more}), 403)
    for path in ("/", "/r/outcome-123456", "/static/main.js", "/api/v1/runs"):
        problem(httpx.get(served.url + path), 401)
    problem(httpx.get(f"{served.url}/?t=wrong"), 401)
    problem(httpx.get(f"{url}?t={served.token}"), 401)


def test_the_token_becomes_a_cookie(served):
    with httpx.Client(base_url=served.url) as client:
        answer = client.get(f"/r/outcome-123456?t={served.token}")
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
        assert answer.status_code == 200 and "<title>Forgeweld" in answer.text
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert client.get("/api/v1/runs").status_code == 200, "by the cookie alone"
        assert client.get("/static/page.css").status_code == 200
        assert client.get("/static/../app.py").status_code == 404
    token = served.home / "state" / "forgeweld" / "ui-token"
    assert token.stat().st_mode & 0o777 == 0o600


def test_bad_bodies(served):
    def send(body: bytes, kind: str = "application/json") -> httpx.Response:
        headers = {"Content-Type": kind}
        return served.ask("POST", "/plan", content=body, headers=headers)

    problem(send(b'{"statement": '), 400)
    problem(send(b"[" * 100_000), 400)
    problem(send(b"\xff\xfe"), 400)
    problem(send(b"{}", "text/plain"), 415)
    problem(send(b"x" * 1_000_001), 413)
    assert "statement" in problem(send(b"{}"), 422)["detail"]
    said = {"statement": "Predict x", "data": "nowhere"}
    extra = problem(served.post("/plan", {**said, "sandbox": "process"}), 422)
    assert extra["errors"][0]["field"] == "sandbox"
    infinite = json.dumps({**said, "minutes": float("inf")}).encode()
    problem(send(infinite), 422)
    for name in ("../elsewhere", ".hidden", "a/b"):
        problem(served.post("/runs", {**said, "name": name}), 422)
    assert problem(served.post("/plan", said), 422, code=5)["where"]
    problem(served.ask("DELETE", RUN), 405)
    problem(served.get("/nothing"), 404)
    problem(served.post(f"{RUN}/actions", {"type": "explode"}), 422)
    problem(served.post(f"{RUN}/actions", {"type": "pause"}), 409)
    problem(served.post(f"{RUN}/actions", {"type": "extend"}), 422)
    problem(served.post(f"{RUN}/actions", {"type": "skip"}), 422)
    problem(served.post(f"{RUN}/actions", {"type": "pin", "block": "nothing"}), 422)


def test_a_body_without_end_is_refused(served):
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as link:
        head = f"POST /api/v1/plan HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n"
        head += f"Authorization: Bearer {served.token}\r\n"
        head += "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        link.sendall(head.encode())
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        said = b""
        with suppress(OSError):  # it has hung up
            for _ in range(1600):  # 100 MB
                link.sendall(chunk)
        with suppress(ConnectionResetError):
            said = link.recv(65536)
    assert said == b"" or said.startswith(b"HTTP/1.1 413"), said[:200]
    assert served.get("/health").status_code == 200


def test_events_resume_without_a_gap(served):
    run_dir = served.home / "generated" / "outcome-123456"
    total = sum(1 for _ in read(run_dir / FILE))
    last = f"id: {total}\n"
    text = heard(served, f"{RUN}/events", lambda t: last in t)
    assert seqs(text) == list(range(1, total + 1))
    first = json.loads(frames(text)[0][2])
    assert first["type"] == "run.created" and "\x1b" not in text
    more = {"Last-Event-ID": "7"}
    again = heard(served, f"{RUN}/events?since=2", lambda t: last in t, **more)
    assert seqs(again) == list(range(8, total + 1)), "the header goes first"
    since = heard(served, f"{RUN}/events?since=9", lambda t: last in t)
    assert seqs(since)[0] == 10
    problem(served.get(f"{RUN}/events?since=x"), 422)
    other = heard(served, f"{RUN}/events?since=999", lambda t: last in t)
    assert "event: reset" in other and seqs(other)[0] == 1, "of another run, long gone"
    lines = served.get(f"{RUN}/events", headers={"Accept": "application/x-ndjson"})
    assert lines.headers["content-type"].startswith("application/x-ndjson")
    told = [json.loads(line)["seq"] for line in lines.text.splitlines()]
    assert told == list(range(1, total + 1)), "and it ends, as no process is alive"


def test_events_of_a_live_run(tmp_path):
    run_dir = grown(tmp_path)
    with Served(tmp_path) as server, going(run_dir) as log:
        begun = log.seq
        more = server.post(f"{RUN}/actions", {"type": "extend", "minutes": 5})
        assert more.status_code == 202
        (asked,) = steering.pending(run_dir, [])
        assert (asked.id, asked.minutes) == (more.json()["request"], 5)

        def grow() -> None:
            for i in range(200):
                epochs(log, 2, 1, first=i + 4)
            log.add("run.state", state="stopped")

        thread = threading.Thread(target=grow)
        thread.start()
        path = f"{RUN}/events?since={begun}&with=machine,runs"
        ends = f"id: {begun + 201}\n"
        text = heard(server, path, lambda t: ends in t and "event: machine" in t)
        thread.join()
        assert seqs(text) == list(range(begun + 1, begun + 202))
        rows = [json.loads(d) for name, _, d in frames(text) if name == "runs"]
        assert rows[0][0]["run"] == "outcome-123456"
        assert server.end() == 0, "a stream does not hold the server up"


def test_half_a_line_is_not_told(tmp_path):
    run_dir = grown(tmp_path)
    tail = Tail(run_dir / FILE)
    assert [e.seq for e in tail.new()] == list(range(1, 20))
    with (run_dir / FILE).open("a") as file:
        file.write('{"v": 1, "seq": 20')
    assert tail.new() == []
    log = EventLog(run_dir)  # cuts it off
    log.add("log", message="whole")
    assert [e.seq for e in tail.new()] == [20] and tail.new() == []


def test_slow_connections_starve_nobody(served):
    links = []
    try:
        for i in range(200):
            link = socket.create_connection(("127.0.0.1", served.port), timeout=10)
            head = b"GET /api/v1/health HTTP/1.1\r\n" if i % 2 else b""
            link.sendall(head + b"X-Slow")
            links.append(link)
        began = time.monotonic()
        for _ in range(5):
            assert served.get("/runs").status_code == 200
        assert time.monotonic() - began < 30
        links[0].settimeout(30)
        with suppress(ConnectionResetError):  # the oldest were let go
            assert links[0].recv(10) == b""
    finally:
        for link in links:
            link.close()


def test_chat_asks_before_it_acts(tmp_path, toy):
    grown(tmp_path)
    with Served(tmp_path) as server:
        path = f"{RUN}/messages"

        def notes(kind: str) -> list[dict]:
            said = server.get(path).json()["messages"]
            return [note for note in said if note["kind"] == kind]

        assert server.post(path, {"text": "/leaderboard"}).status_code == 202
        until(lambda: notes("done"))
        assert "0.8300" in notes("agent")[0]["text"], "of this run, without its name"
        server.post(path, {"text": "/export mine"})
        until(lambda: notes("permission"))
        problem(server.post(path, {"text": "/status"}), 409)
        card = notes("permission")[0]
        answer = f"{RUN}/permissions/{card['pid']}"
        problem(server.post(answer, {"option": "maybe"}), 422)
        assert not (tmp_path / "mine").exists()
        assert server.post(answer, {"option": "allow"}).status_code == 200
        until(lambda: len(notes("done")) == 2)
        assert (tmp_path / "mine" / "README.md").exists()
        assert notes("resolved")[0]["text"] == "allow"
        problem(server.post(answer, {"option": "allow"}), 409)
        problem(server.post(f"{RUN}/permissions/nobody", {"option": "allow"}), 404)
        server.post(path, {"text": "/export other"})
        until(lambda: len(notes("permission")) == 2)
        waiting = notes("permission")[1]["pid"]
    with Served(tmp_path) as server:  # which knows nothing of the question
        said = [n["kind"] for n in server.get(path).json()["messages"]]
        assert said.count("user") == 3, "what was said is still there"
        answer = f"{RUN}/permissions/{waiting}"
        problem(server.post(answer, {"option": "allow"}), 409)
        assert notes("resolved")[-1]["text"] == "expired"
        assert not (tmp_path / "other").exists()
        server.post("/messages", {"text": "/profile", "data": str(toy)})
        general = "/messages"

        def told() -> str:
            said = server.get(general).json()["messages"]
            return "".join(n["text"] for n in said if n["kind"] == "agent")

        until(lambda: '"picture"' in told())


def test_a_model_answers_and_its_wish_is_asked_about(tmp_path):
    grown(tmp_path)
    wish = Answer(tool_calls=[{"name": "export", "arguments": {"folder": "mine"}}])
    with Server(scripted([wish, "Then I leave it at that."])) as model:
        named = {"OPENAI_BASE_URL": model.url, "FORGEWELD_MODEL": "test-model"}
        with Served(tmp_path, OPENAI_API_KEY=CANARY, **named) as server:
            assert "test-model" in server.get("/commands").json()["model"]

            def said(kind: str) -> list[dict]:
                notes = server.get(f"{RUN}/messages").json()["messages"]
                return [note for note in notes if note["kind"] == kind]

            text = {"text": f"Keep it, please. {CANARY}"}
            server.post(f"{RUN}/messages", text)
            until(lambda: said("permission"))
            pid = said("permission")[0]["pid"]
            server.post(f"{RUN}/permissions/{pid}", {"option": "reject"})
            until(lambda: said("done"))
            assert said("agent")[0]["text"] == "Then I leave it at that."
            assert not (tmp_path / "mine").exists()
        told = [m["content"] for m in model.requests[-1].body["messages"]]
        assert "refused: the person did not allow it" in told[-1]
        assert CANARY not in "".join(map(str, told))


def test_a_port_that_is_taken(served, tmp_path):
    words = ("ui", "--port", served.port, "--no-browser")
    ended = forgeweld(*words, XDG_STATE_HOME=str(tmp_path))
    assert ended.returncode == 2 and f"port {served.port}" in ended.stderr
    assert "--port 0" in ended.stderr


def test_a_run_is_begun_once_and_outlives_the_server(tmp_path, toy):
    say = "Predict whether there is an alarm, from the picture and the sweep."
    body = {"statement": say, "data": str(toy), "minutes": 5, "trials": 1}
    key = {"Idempotency-Key": "one"}
    with Served(tmp_path) as server:
        said = server.post("/profile", {"data": str(toy)}).json()
        assert said["rows"] == 120 and "picture" in {c["name"] for c in said["columns"]}
        assert "wet" not in json.dumps(said), "no cells"
        planned = server.post("/plan", body).json()
        assert planned["spec"]["target"] == ["alarm"] and planned["plans"]
        assert not list((tmp_path / "generated").glob("*/run.json"))
        first = server.post("/runs", body, headers=key)
        assert first.status_code == 201, first.text
        run = first.json()["run"]
        assert first.headers["location"] == f"/api/v1/runs/{run}"
        second = server.post("/runs", body, headers=key)
        assert (second.status_code, second.json()["run"]) == (201, run)
        other = {**body, "seed": 1}
        problem(server.post("/runs", other, headers=key), 422)
        run_dir = tmp_path / "generated" / run
        process = rundir.pid(run_dir)
        assert process and len(list(run_dir.parent.glob("*/run.json"))) == 1
        server.end()
    assert rundir.pid(run_dir) == process or rundir.state(run_dir) == "finished"
    with Served(tmp_path) as server:
        third = server.post("/runs", body, headers=key)
        assert third.json()["run"] == run, "the key outlives the server, too"
        if rundir.pid(run_dir):
            server.post(f"/runs/{run}/actions", {"type": "pause"})
        until(lambda: rundir.pid(run_dir) is None)
        assert server.get(f"/runs/{run}").json()["state"] in ("stopped", "finished")


def test_work_is_given_up_when_the_server_ends(tmp_path):
    home, never = Home(tmp_path), threading.Event()

    async def asked() -> None:
        work = asyncio.create_task(worked(home, never.wait))
        assert await worked(home, sum, [1, 2]) == 3
        with pytest.raises(ZeroDivisionError):
            await worked(home, divmod, 1, 0)
        home.closing = True
        with pytest.raises(Closing, match="closed"):
            await work

    asyncio.run(asked())
    never.set()


def test_closing_the_page_while_data_are_read_begins_nothing(tmp_path):
    table = tmp_path / "many.csv"
    table.write_text("a,b,alarm\n" + "1,2,yes\n3,4,no\n" * 200_000)
    asked = {"statement": "Predict alarm.", "data": str(table), "minutes": 1}
    body = json.dumps(asked).encode()
    with Served(tmp_path) as server:
        head = f"POST /api/v1/runs HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        head += f"Authorization: Bearer {server.token}\r\n"
        head += "Content-Type: application/json\r\n"
        head += f"Content-Length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", server.port), 60) as link:
            link.sendall(head.encode() + body)
            assert server.get("/health").status_code == 200
            assert server.end() == 0
            told = link.recv(10_000)
    assert told.startswith(b"HTTP/1.1 503") and b"nothing was begun" in told, told
    assert not list((tmp_path / "generated").glob("*/run.json"))
