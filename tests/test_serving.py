"""HTTP: right answers under load, and for what is wrong a 4xx with the reason."""

import http.client
import json
import socket
import threading
from pathlib import Path

import numpy as np
import pytest

from agent.serving.endpoint import Server
from agent.serving.requests import Refused, Request, read_form, split_form
from agent.serving.service import Service

COLUMNS = {"load": "number", "note": "text", "sweep": "array", "picture": "file"}
BAD = {
    "no JSON": (b"{", {}, 400, "no JSON"),
    "not a row": (b"3", {}, 422, "send a row"),
    "no rows": (b'{"rows": []}', {}, 422, "send a row"),
    "a list in it": (b"[[1]]", {}, 422, "a row is an object"),
    "unknown": (b'{"lod": 1}', {}, 422, "there is no such column"),
    "words": (b'{"load": "many"}', {}, 422, "expected a number"),
    "infinite": (b'{"load": Infinity}', {}, 422, "no finite number"),
    "huge": (b'{"load": 1' + b"0" * 400 + b"}", {}, 422, "no finite number"),
    "nested": (b"[" * 100_000, {}, 400, "no JSON"),
    "half a letter": (b'{"note": "\\ud800"}', {}, 422, "half a character"),
    "an object": (b'{"note": {"a": 1}}', {}, 422, "expected a text"),
    "ragged": (b'{"sweep": [[1], [1, 2]]}', {}, 422, "expected a list"),
    "a path": (b'{"sweep": "/etc/passwd"}', {}, 422, "expected a list"),
    "a file": (b'{"picture": "../../etc/passwd"}', {}, 422, "multipart/form-data"),
    "many rows": (json.dumps([{}] * 51).encode(), {}, 413, "at most 50"),
    "kind": (b"{}", {"Content-Type": "text/plain"}, 415, "application/json"),
    "no kind": (b"{}", {"Content-Type": ""}, 415, "application/json"),
    "form": (b"{}", {"Content-Type": "multipart/form-data"}, 400, "no whole"),
    "host": (b"{}", {"Host": "evil.example"}, 403, "localhost"),
    "origin": (b"{}", {"Origin": "http://evil.example"}, 403, "other sites"),
    "chunks": (b"", {"Transfer-Encoding": "chunked"}, 411, "Content-Length"),
    "long": (b"", {"Content-Length": "100001"}, 413, "at most 100000"),
    "length": (b"", {"Content-Length": "-1"}, 400, "no length"),
}


def answer(request: Request) -> tuple[list[str], list[list[str]]]:
    """Says what it was given."""
    if any(row.get("note") == "fail" for row in request.rows):
        raise ValueError("a fault of the model's program")
    sizes = {(u.row, u.column): str(len(u.content)) for u in request.uploads}
    return ["label", "twice", "set", "size", "error"], [
        [
            row.get("note", ""),
            str(2 * float(row["load"])) if row.get("load") else "",
            json.dumps([row.get("note", "")]),
            sizes.get((i, "picture"), "0"),
            "" if row.get("load") else "load: missing",
        ]
        for i, row in enumerate(request.rows)
    ]


@pytest.fixture(scope="module")
def server():
    service = Service("A <model>", COLUMNS, ("label",), answer, body=100_000, rows=50)
    with Server("127.0.0.1", 0, service) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()


def ask(
    server, method: str, path: str, body: bytes | None = None, headers=None, c=None
):
    """Status, headers and body of one request."""
    connection = c or http.client.HTTPConnection(*server.server_address, timeout=30)
    connection.request(method, path, body, headers or {})
    said = connection.getresponse()
    return said.status, said.headers, said.read()


def post(server, body: bytes, headers=None, c=None):
    given = {"Content-Type": "application/json"} | (headers or {})
    return ask(server, "POST", "/predict", body, given, c)


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_refused_with_the_reason(server, name):
    body, headers, status, reason = BAD[name]
    got, told, text = post(server, body, headers)
    assert (got, told["Content-Type"]) == (status, "application/problem+json")
    problem = json.loads(text)
    assert problem["status"] == status and reason in text.decode()
    again = post(server, b'{"load": 1}')
    assert again[0] == 200, "and the next request is answered"


def test_one_row_many_rows_and_types(server):
    status, _, text = post(server, '{"load": 1.5, "note": "grün"}'.encode())
    (row,) = json.loads(text)["predictions"]
    assert status == 200
    wanted = {"label": "grün", "twice": 3.0, "set": ["grün"], "size": 0, "error": None}
    assert row == wanted
    rows = [{"note": str(i), "load": i or None} for i in range(50)]
    for body in (rows, {"rows": rows}):
        _, _, text = post(server, json.dumps(body).encode())
        said = json.loads(text)["predictions"]
        assert [r["label"] for r in said] == [str(i) for i in range(50)]
        assert said[0]["twice"] is None and said[0]["error"] == "load: missing"


def form(*parts: tuple[str, str | None, bytes]) -> tuple[bytes, dict[str, str]]:
    lines = []
    for name, filename, content in parts:
        file = f'; filename="{filename}"' if filename is not None else ""
        head = f'Content-Disposition: form-data; name="{name}"{file}\r\n'
        lines.append(b"--xyz\r\n" + head.encode() + b"\r\n" + content + b"\r\n")
    kind = {"Content-Type": "multipart/form-data; boundary=xyz"}
    return b"".join(lines) + b"--xyz--\r\n", kind


def test_files_arrive_whole_and_under_no_name_of_the_client(server):
    content = np.random.default_rng(0).bytes(20_000) + b"\r\n--xy\r\n\r"
    body, kind = form(("load", None, b"2"), ("picture", "../../x.PNG", content))
    status, _, text = post(server, body, kind)
    assert status == 200 and json.loads(text)["predictions"][0]["size"] == len(content)
    request = read_form(kind["Content-Type"], body, COLUMNS, 50, 5)
    (upload,) = request.uploads
    assert (upload.content, upload.suffix) == (content, ".png")
    rows = b'[{"load": 1}, {"load": 2}]'
    body, kind = form(("rows", None, rows), ("picture[1]", "a.png", b"12345"))
    said = json.loads(post(server, body, kind)[2])["predictions"]
    assert [row["size"] for row in said] == [0, 5]


@pytest.mark.parametrize(
    "part, reason",
    [
        (("picture[7]", "a.png", b""), "there are 1 rows"),
        (("note", "a.png", b""), "no such column of files"),
        (("picture", "a/../../b", b""), "ending"),
        (("picture", "a.p/g", b""), "ending"),
        (("load", None, b"x"), "expected a value: number"),
        (("note", None, b"\xff"), "UTF-8"),
        (("lod", None, b"1"), "no such column"),
    ],
)
def test_wrong_parts_are_refused_with_the_reason(server, part, reason):
    status, _, text = post(server, *form(("note", None, b"n"), part)[:1], form(part)[1])
    assert status == 422 and reason in text.decode()


def test_a_form_that_was_cut_off_is_none():
    body, kind = form(("note", None, b"n"))
    for broken in (body[:-4], b"", body.replace(b"form-data", b"x", 1)):
        with pytest.raises(Refused) as refused:
            split_form(kind["Content-Type"], broken)
        assert refused.value.status == 400


def test_other_pages(server):
    assert json.loads(ask(server, "GET", "/health")[2]) == {"status": "ok"}
    told = json.loads(ask(server, "GET", "/openapi.json")[2])
    assert told["openapi"].startswith("3.1") and "/predict" in told["paths"]
    body = told["paths"]["/predict"]["post"]["requestBody"]["content"]
    assert set(body) == {"application/json", "multipart/form-data"}
    status, headers, page = ask(server, "GET", "/")
    text = page.decode()
    assert "A &lt;model&gt;" in text and "<script" not in text and "http://" not in text
    assert ask(server, "GET", "/../../etc/passwd")[0] == 404
    assert ask(server, "GET", "/predict")[0] == 405
    status, headers, text = ask(server, "PUT", "/predict", b"{}")
    assert status == 501 and headers["Content-Type"] == "application/problem+json"


def test_a_fault_of_the_model_is_a_500_and_not_the_end(server, capfd):
    assert post(server, b'{"note": "fail"}')[0] == 500
    assert "a fault of the model's program" in capfd.readouterr().err
    assert post(server, b'{"load": 1}')[0] == 200


def test_a_model_that_says_no_numbers_is_a_500_too(server, capfd):
    for word in ("nan", "many"):
        server.service.answer = lambda request, word=word: (
            ["x", "error"],
            [[word, ""]],
        )
        try:
            assert post(server, b"{}")[0] == 500
        finally:
            server.service.answer = answer
    assert "ValueError" in capfd.readouterr().err


def test_a_client_that_goes_silent_is_left():
    service = Service("m", COLUMNS, (), answer, seconds=0.5)
    with Server("127.0.0.1", 0, service) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        with socket.create_connection(running.server_address, timeout=30) as wire:
            head = b"POST /predict HTTP/1.1\r\nHost: localhost\r\n"
            wire.sendall(head + b"Content-Length: 10\r\n\r\n{")
            assert wire.recv(1000) == b""
        running.shutdown()


def test_broken_bytes_on_the_wire_end_nothing(server):
    for data in (b"\0\1\2\r\n\r\n", b"POST /predict HTTP/1.1\r\nHost: localhost\r\n"):
        with socket.create_connection(server.server_address, timeout=10) as wire:
            wire.sendall(data)
            wire.shutdown(socket.SHUT_WR)
            wire.recv(1000)
    assert ask(server, "GET", "/health")[0] == 200


def test_too_many_connections_are_told_so():
    service = Service("m", COLUMNS, (), answer, connections=2, seconds=5)
    with Server("127.0.0.1", 0, service) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        held = [http.client.HTTPConnection(*running.server_address) for _ in "ab"]
        for connection in held:
            assert ask(running, "GET", "/health", c=connection)[0] == 200
        assert ask(running, "GET", "/health")[0] == 503
        for connection in held:
            connection.close()
        running.shutdown()


def test_answers_belong_to_their_requests_under_load(server):
    """Eight connections that stay open, broken requests among them."""
    wrong: list[object] = []

    def work(number: int) -> None:
        connection = http.client.HTTPConnection(*server.server_address, timeout=60)
        for i in range(60):
            if i % 5 == 4:
                status, _, _ = post(server, b'{"load": "x"}', c=connection)
                wrong.extend([status] if status != 422 else [])
                continue
            value = number * 1000 + i
            body = json.dumps({"load": value, "note": f"n{value}"}).encode()
            status, _, text = post(server, body, c=connection)
            row = json.loads(text)["predictions"][0]
            if status != 200 or (row["twice"], row["label"]) != (
                2 * value,
                f"n{value}",
            ):
                wrong.append((value, status, row))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    counts = ask(server, "GET", "/metrics")[2].decode()
    assert 'forgeweld_requests_total{path="/predict",status="422"}' in counts
    assert 'forgeweld_predict_seconds_bucket{le="+Inf"}' in counts


def test_the_server_needs_nothing_of_the_rest():
    folder = Path(Server.__init__.__code__.co_filename).parent
    for path in folder.glob("*.py"):
        lines = path.read_text().splitlines()
        ours = [line for line in lines if line.startswith("from agent.")]
        assert all(line.startswith("from agent.serving.") for line in ours), path
