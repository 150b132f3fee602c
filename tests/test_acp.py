"""`forgeweld acp` as the SDK's own client meets it: permissions, breaks, kills."""

import asyncio
import json
import os
import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from acp import spawn_agent_process, text_block
from acp.schema import (
    AcceptElicitationResponse,
    AllowedOutcome,
    ClientCapabilities,
    DeniedOutcome,
    ElicitationCapabilities,
    ElicitationFormCapabilities,
    FileSystemCapabilities,
    RequestPermissionResponse,
    ResourceContentBlock,
)
from cpu import a_large_import, cpu_s
from doors_ground import CANARY, NAME, ROOT, SAY, command, environment, told_run

from agent.interfaces import chat
from agent.interfaces.acp import choices, words
from agent.interfaces.acp.progress import curve
from agent.project.render import CODE_FILES, OTHER_FILES, README
from agent.run import events, rundir

FILES = len({README, *CODE_FILES, *OTHER_FILES} - {"graph.py"})  # of a network
"""Of a project that nobody has trained."""
SENTENCE = SAY.replace(". Metric", " in ./toy. Metric")


class Editor:
    """A client that keeps what it is told, and answers as `answers` says."""

    def __init__(self, answers: str = "once", *, writes: bool = True):
        self.answers, self.writes = answers, writes
        self.updates: list = []
        self.asked: list = []
        self.forms: list = []
        self.written: dict[str, str] = {}
        self.reached = asyncio.Event()
        self.until = ""

    def on_connect(self, conn) -> None:
        pass

    async def session_update(self, session_id, update, **kwargs) -> None:
        self.updates.append(update)
        said = update.model_dump_json(by_alias=True)
        assert CANARY not in said
        if self.until and self.until in said:
            self.reached.set()

    async def request_permission(self, session_id, tool_call, options, **kwargs):
        self.asked.append(tool_call.title)
        if self.answers == "never":
            await asyncio.Event().wait()
        if self.answers == "dismiss":
            outcome = DeniedOutcome(outcome="cancelled")
            return RequestPermissionResponse(outcome=outcome)
        ids = [option.option_id for option in options]
        taken = self.answers if self.answers in ids else ids[0]
        outcome = AllowedOutcome(outcome="selected", option_id=taken)
        return RequestPermissionResponse(outcome=outcome)

    async def write_text_file(self, session_id, path, content, **kwargs):
        self.written[path] = content
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(content)

    async def create_elicitation(self, message, mode, **kwargs):
        self.forms.append((message, mode.requested_schema))
        return AcceptElicitationResponse(action="accept", content={"choice": "two"})

    def kinds(self) -> list[str]:
        return [update.session_update for update in self.updates]

    def said(self) -> str:
        return "".join(
            update.content.text
            for update in self.updates
            if update.session_update == "agent_message_chunk"
        )


@pytest.fixture
def home(toy, tmp_path) -> Path:
    """A folder with the toy data, and a place for the state of sessions."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "toy").symlink_to(toy)
    return folder


@asynccontextmanager
async def agent(
    editor: Editor, home: Path, *flags: str, forms: bool = False, **variables: str
):
    """An initialised agent process; it is closed as an editor closes it."""
    program, *rest = command("acp", *flags)
    env = environment(XDG_STATE_HOME=str(home.parent / "state"), **variables)
    async with spawn_agent_process(
        editor,
        program,
        *rest,
        env=env,
        cwd=home,
        transport_kwargs={"limit": 2**24},
        use_unstable_protocol=True,
    ) as (conn, process):
        able = ClientCapabilities(
            fs=FileSystemCapabilities(
                read_text_file=False, write_text_file=editor.writes
            ),
            elicitation=(
                ElicitationCapabilities(form=ElicitationFormCapabilities())
                if forms
                else None
            ),
        )
        hello = await conn.initialize(protocol_version=1, client_capabilities=able)
        yield SimpleNamespace(conn=conn, process=process, hello=hello)


async def prompt(door, session: str, *blocks: object) -> str:
    wanted = [text_block(b) if isinstance(b, str) else b for b in blocks]
    answer = await door.conn.prompt(session_id=session, prompt=wanted)
    return answer.stop_reason


def drafts(home: Path) -> list[str]:
    return sorted(p.name for p in home.glob("*-draft/*"))


def test_what_it_can_is_told_and_sessions_are_kept(home):
    async def go():
        editor = Editor()
        async with agent(editor, home) as door:
            able = door.hello.agent_capabilities
            session = await door.conn.new_session(cwd=str(home), mcp_servers=[])
            ids = {o.id: o.current_value for o in session.config_options}
            first = await prompt(door, session.session_id, "/help")
            await door.conn.set_config_option(
                config_id="minutes", session_id=session.session_id, value="2"
            )
            with pytest.raises(Exception, match="(?i)invalid"):
                await door.conn.set_config_option(
                    config_id="minutes", session_id=session.session_id, value="-1"
                )
            with pytest.raises(Exception, match="(?i)not found"):
                await door.conn.load_session(
                    cwd=str(home), session_id="../" * 3, mcp_servers=[]
                )
            door.process.kill()  # -9, as an editor may do it
            await door.process.wait()
        kept = editor.updates
        again = Editor()
        async with agent(again, home) as door:
            listed = (await door.conn.list_sessions(cwd=str(home))).sessions
            other = (await door.conn.list_sessions(cwd="/elsewhere")).sessions
            loaded = await door.conn.load_session(
                cwd=str(home), session_id=session.session_id, mcp_servers=[]
            )
            values = {o.id: o.current_value for o in loaded.config_options}
            await door.conn.close_session(session_id=session.session_id)
            await door.conn.resume_session(
                session_id=session.session_id, cwd=str(home), mcp_servers=[]
            )
        return able, ids, first, kept, listed, other, values, again, session

    able, ids, first, kept, listed, other, values, again, session = asyncio.run(go())
    assert able.load_session and able.session_capabilities.list is not None
    assert able.prompt_capabilities.embedded_context
    assert ids == {"planner": "auto", "autonomy": "ask", "minutes": "10"}
    assert first == "end_turn"
    (told,) = [u for u in kept if u.session_update == "available_commands_update"]
    assert {"run", "status", "stop"} <= {c.name for c in told.available_commands}
    assert [s.session_id for s in listed] == [session.session_id] and not other
    assert listed[0].title == "/help" and values["minutes"] == "2"
    assert again.kinds()[:2] == ["user_message_chunk", "agent_message_chunk"]
    assert "/leaderboard" in again.said()
    state = home.parent / "state" / "forgeweld" / "acp" / session.session_id
    assert state.stat().st_mode & 0o077 == 0


def test_a_refusal_writes_nothing_and_says_so(home):
    before = sorted(home.iterdir())

    async def go(answer):
        editor = Editor(answer)
        async with agent(editor, home) as door:
            session = await door.conn.new_session(cwd=str(home), mcp_servers=[])
            reason = await prompt(door, session.session_id, SENTENCE)
        return editor, reason

    editor, reason = asyncio.run(go("no"))
    assert reason == "end_turn"
    assert "nothing was written and no run was started" in editor.said()
    assert sorted(home.iterdir()) == before and not editor.written
    (asked,) = editor.asked
    assert asked.startswith(f"Write an untrained project of {FILES} files to alarm-")
    edits = [u for u in editor.updates if getattr(u, "kind", None) == "edit"]
    assert len(edits) == FILES
    for edit in edits:
        (diff,) = edit.content
        assert diff.type == "diff" and diff.old_text is None and diff.new_text
        assert Path(diff.path).is_absolute()
    last = {
        u.tool_call_id: u.status for u in editor.updates if "tool" in u.session_update
    }
    assert all(last[edit.tool_call_id] == "failed" for edit in edits)
    plans = [u for u in editor.updates if u.session_update == "plan"]
    assert plans and all(len(plan.entries) == 4 for plan in plans)


def test_a_question_that_nobody_answers_is_broken_off(home):
    before = sorted(home.iterdir())

    async def go():
        editor = Editor("never")
        async with agent(editor, home) as door:
            session = await door.conn.new_session(cwd=str(home), mcp_servers=[])
            turn = asyncio.ensure_future(prompt(door, session.session_id, SENTENCE))
            while not editor.asked and not turn.done():
                await asyncio.sleep(0.1)
            with pytest.raises(Exception, match="(?i)invalid"):
                await prompt(door, session.session_id, "/status")  # one at a time
            await door.conn.cancel(session_id=session.session_id)
            return await turn

    assert asyncio.run(go()) == "cancelled"
    assert sorted(home.iterdir()) == before


def test_a_run_is_shown_cancelled_saved_and_found_again(home):
    async def go():
        editor = Editor()
        async with agent(editor, home) as door:
            session = await door.conn.new_session(cwd=str(home), mcp_servers=[])
            session_id = session.session_id
            await door.conn.set_config_option(
                config_id="minutes", session_id=session_id, value="5"
            )
            note = f"System note: use the tools.\n\n@Forgeweld {SENTENCE}"
            editor.until = '"title":"#1 '
            turn = asyncio.ensure_future(prompt(door, session_id, note))
            reached = asyncio.ensure_future(editor.reached.wait())
            await asyncio.wait({turn, reached}, return_when=asyncio.FIRST_COMPLETED)
            assert not turn.done(), editor.said()
            await door.conn.cancel(session_id=session_id)
            reason = await turn
        again = Editor()
        async with agent(again, home) as door:
            await door.conn.load_session(
                cwd=str(home), session_id=session_id, mcp_servers=[]
            )
            replayed = again.kinds()
            status = await prompt(door, session_id, "/status")
        return editor, reason, again, replayed, status

    editor, reason, again, replayed, status = asyncio.run(go())
    assert reason == "cancelled" and status == "end_turn"
    assert len(editor.asked) == 2 and editor.asked[1].startswith("Train for 5 min")
    assert len(editor.written) == FILES and len(drafts(home)) == FILES
    assert "/resume alarm-" in editor.said()
    (run_dir,) = (home / "generated").iterdir()
    run = rundir.load(run_dir)
    assert "System note" not in run.spec.statement and "@" not in run.spec.statement
    assert run.spec.statement == SAY
    wait_until_dead(run_dir)
    assert rundir.state(run_dir) == "stopped"
    trial = [u for u in editor.updates if getattr(u, "kind", None) == "execute"]
    assert [u.status for u in trial] == ["pending", "in_progress"]
    assert replayed[0] == "user_message_chunk" and "tool_call" in replayed
    assert f"{run_dir.name}  stopped" in again.said()


def test_a_run_outlives_the_editor_and_is_offered_again(home):
    async def go():
        editor = Editor("always", writes=False)
        async with agent(editor, home) as door:
            session = await door.conn.new_session(cwd=str(home), mcp_servers=[])
            editor.until = '"title":"#1 '
            turn = asyncio.ensure_future(prompt(door, session.session_id, SENTENCE))
            reached = asyncio.ensure_future(editor.reached.wait())
            await asyncio.wait({turn, reached}, return_when=asyncio.FIRST_COMPLETED)
            assert not turn.done(), editor.said()
            first = session.session_id
            door.process.kill()
            await door.process.wait()
            turn.cancel()
        other = Editor()
        async with agent(other, home, "--turn-minutes", "0.01") as door:
            other.until = "Still running here"
            session = await door.conn.new_session(cwd=str(home), mcp_servers=[])
            await asyncio.wait_for(other.reached.wait(), 60)
            watched = await prompt(door, session.session_id, "/watch")
            stopped = await prompt(door, session.session_id, "/stop")
            replayed = len(other.updates)
            await door.conn.load_session(
                cwd=str(home), session_id=first, mcp_servers=[]
            )
        return editor, other, watched, stopped, other.updates[replayed:]

    editor, other, watched, stopped, replayed = asyncio.run(go())
    status = {u.tool_call_id: u.status for u in replayed if hasattr(u, "tool_call_id")}
    assert not set(status.values()) & {"pending", "in_progress"}
    assert list(status.values()).count("failed") == 1, "the trial that was going on"
    assert "config_option_update" in editor.kinds(), "always allowed from now on"
    assert not editor.written and len(drafts(home)) == FILES
    assert watched == stopped == "end_turn"
    assert "goes on by itself" in other.said() and "stopped" in other.said()
    (asked,) = other.asked
    assert asked.startswith("stop alarm-")
    (run_dir,) = (home / "generated").iterdir()
    assert rundir.pid(run_dir) is None
    seen = list(events.read(run_dir / events.FILE))
    assert [e.seq for e in seen] == list(range(1, len(seen) + 1))


def wait_until_dead(run_dir: Path) -> None:
    import time

    end = time.monotonic() + 60
    while rundir.pid(run_dir) is not None:
        assert time.monotonic() < end
        time.sleep(0.1)


def test_which_data_is_asked_in_the_way_the_editor_has(toy, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    for name in ("one", "two"):
        (home / name).symlink_to(toy)

    async def go(answer, *, forms):
        editor = Editor(answer)
        async with agent(editor, home, "--out", "none", forms=forms) as door:
            session = await door.conn.new_session(cwd=str(home), mcp_servers=[])
            await prompt(door, session.session_id, "Tell me of the moon.")
        return editor

    form = asyncio.run(go("no", forms=True))
    question, schema = form.forms[0]
    assert question == "Which data is this about?"
    assert [o.const for o in schema.properties["choice"].one_of] == ["one", "two"]
    buttons = asyncio.run(go("none", forms=False))
    assert buttons.asked[0] == "Which data is this about?"
    assert "/data FOLDER" in buttons.said() and len(buttons.asked) == 1
    assert sorted(p.name for p in home.iterdir()) == ["one", "two"]


def test_tools_of_the_chat_and_errors_in_words(home):
    log = events.EventLog(told_run(home / "generated"))
    usage = {"input_tokens": 40, "output_tokens": 2, "estimated": False}
    log.add("model.asked", attempts=1, usage=usage)
    place = ResourceContentBlock(
        type="resource_link", name="toy", uri=(home / "toy").as_uri()
    )

    async def go():
        editor = Editor("no")
        async with agent(editor, home) as door:
            session = await door.conn.new_session(cwd=str(home), mcp_servers=[])
            for text in (
                "/leaderboard",
                "/explain 3",
                "/explain 9",
                "/nonsense",
                "/resume",
                "/data nowhere",
                "Predict the weather on Mars, target nothing.",
            ):
                assert await prompt(door, session.session_id, text) == "end_turn"
            assert await prompt(door, session.session_id, place) == "end_turn"
            watch = [text_block("/watch")]
            answer = await door.conn.prompt(session_id=session.session_id, prompt=watch)
        return editor, answer.usage

    editor, used = asyncio.run(go())
    assert (used.input_tokens, used.output_tokens, used.total_tokens) == (40, 2, 42)
    told = [u for u in editor.updates if u.session_update == "usage_update"]
    assert [(u.used, u.size) for u in told] == [(42, 32_768)]
    calls = [u for u in editor.updates if u.session_update == "tool_call"]
    ends = {u.title: u.status for u in calls if u.title.startswith("#")}
    assert [ends[t] for t in sorted(ends)] == ["completed", "completed", "failed"]
    said = editor.said()
    assert "#2  0.8300" in said and "failed   crash" in said and "k17" not in said
    assert "#1 to #3 are done" in said and "no command /nonsense" in said
    assert "refused: the person did not allow it" in said
    assert f"there is no {home / 'nowhere'}" in said
    assert "What shall be predicted" in said and '"sweep"' in said
    assert sorted(p.name for p in home.iterdir()) == ["generated", "toy"]
    assert [p.name for p in (home / "generated").iterdir()] == [NAME]


def test_in_a_chinese_locale_all_of_it_is_chinese(home):
    told_run(home / "generated")
    editor = Editor("no")

    async def talk() -> list:
        async with agent(editor, home, LC_ALL="zh_CN.UTF-8") as door:
            made = await door.conn.new_session(cwd=str(home))
            for said in ("/help", "/nonsense", "/leaderboard", "/explain 2", SENTENCE):
                assert await prompt(door, made.session_id, said) == "end_turn"
        return made.config_options

    options = asyncio.run(talk())
    assert [o.name for o in options] == ["规划方式", "自主程度", "预算"]
    assert options[2].options[0].name == "1 分钟"
    assert editor.asked[0].startswith("把 ") and "未训练" in editor.asked[0]
    said = editor.said()
    for part in ("没有命令 /nonsense", "选择行上的", "采用", "已拒绝，因此"):
        assert part in said, said
    plans = [u for u in editor.updates if u.session_update == "plan"]
    assert plans[-1].entries[0].content == "理解任务和数据"
    assert not home.joinpath("toy-draft").exists() and not drafts(home)


def test_the_first_answer_comes_at_once_and_broken_lines_are_survived(tmp_path):
    hello = {"protocolVersion": 1, "clientCapabilities": {}}
    lines = ["{broken", "[1, 2", "", '"x"'] + [
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello})
    ]
    spent = []
    for _ in range(3):
        process = subprocess.Popen(
            command("acp"),
            cwd=tmp_path,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdin and process.stdout
        process.stdin.write("\n".join(lines) + "\n")
        process.stdin.flush()
        while (said := json.loads(process.stdout.readline())).get("id") != 1:
            pass
        spent.append(cpu_s(process.pid))
        assert said["result"]["protocolVersion"] == 1
        process.communicate(timeout=30)
    large = min(a_large_import() for _ in range(3))
    assert min(spent) <= 3 * large, (spent, large)


def test_nothing_heavy_is_loaded_at_the_start():
    code = (
        "import sys\n"
        "from agent.interfaces.acp import agent\n"
        "agent.ForgeweldAgent('generated', 1)\n"
        "heavy = {'torch', 'langchain_core', 'pandas', 'mcp', 'agent.records'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    ("text", "rest", "data"),
    [
        ("Predict y from ./toy.", "Predict y.", "toy"),
        ("Predict y in `toy/`, by F1", "Predict y, by F1", "toy"),
        ("data: toy/train.csv Predict y", "Predict y", "toy/train.csv"),
        ("Predict y from picture and/or sweep", None, None),
        ("预测 y，用 toy/train.csv 。", "预测 y，用 。", "toy/train.csv"),
    ],
)
def test_data_named_in_a_sentence(home, text, rest, data):
    found = words.named_data(text, home)
    assert found == ((rest, home / data) if data else (text, None))


def test_what_clients_add_is_no_part_of_the_sentence():
    added = (
        "System note: When editing notebooks, use the tools.\n\n@Forge-weld: Predict y"
    )
    assert words.said([text_block(added)]).text == "Predict y"
    kept = "Predict y.\n\nThe system noted errors at foo@bar.org."
    assert words.said([text_block(kept)]).text == kept


def test_every_command_of_the_chat_is_there():
    others = {"quit", "scaffold"}  # here a sentence alone writes the project
    assert set(chat.COMMANDS) - others <= set(choices.COMMANDS)
    for name in set(chat.COMMANDS) & set(choices.COMMANDS) - {"plan", "run"}:
        assert choices.COMMANDS[name][0] == chat.COMMANDS[name][0]


def test_a_curve_is_ten_characters():
    assert curve([1.0]) == "" and curve([2, 1]) == "█▁"
    long = curve([float(i) for i in range(300)])
    assert len(long) == 10 and long[0] == "▁" and long[-1] == "█"
    assert curve([1.0, 1.0, 1.0]) == "▁▁▁"
    assert os.linesep not in long
