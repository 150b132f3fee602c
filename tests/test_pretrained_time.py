"""What pretrained encoders may take of a short budget: trials need the rest."""

from plans import task

from agent.records import Pretrained
from agent.run import embedded, events, loop
from agent.scoring.score import Scorer
from sandbox import open_sandbox


def encoder(name: str, kind: str) -> Pretrained:
    return Pretrained.model_validate(
        {"name": name, "kind": kind, "library": "transformers", "source": name}
        | {"license": "mit", "dim": 8, "mb": 1.0, "digest": "d"}
    )


def test_no_encoder_is_asked_after_half_of_the_time(tmp_path):
    """Texts come first; what they took stands in the events, as after a restart."""
    spec, profile = task("image text", "binary")
    both = encoder("sees", "image"), encoder("reads", "text")
    spec = spec.model_copy(update={"encoders": both})
    log = events.EventLog(tmp_path)
    took = 0.6 * spec.budget.seconds
    told = {"columns": ["note"], "size": 64, "fault": None, "seconds": took}
    log.add(embedded.EVENT, encoder="reads", **told)
    scorer = Scorer(tmp_path, spec, profile.classes)
    tools = open_sandbox("auto"), scorer, log
    line = loop.Line(tmp_path, spec, profile, *tools, lambda: took)
    kept = embedded.usable(line).encoders
    assert [(one.name, one.size, one.seconds) for one in kept] == [("reads", 64, took)]
    last = list(events.read(log.path, kind=embedded.EVENT))[-1].data
    assert last["encoder"] == "sees" and "half of the time" in last["fault"]
    assert not (tmp_path / "embedding").exists(), "it was not started"
