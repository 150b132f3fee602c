"""The JUnit XML that CI servers read: a suite of one test case for every run.

In the form of the Ant task's schema, the strictest in use: a suite, not a case, has
properties, so that every run has a suite of its own.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from agent.batch.running import Done
from agent.hygiene import clean, line


def write(path: Path, done: Sequence[Done]) -> None:
    """Write the report, whole or not at all."""
    top = ET.Element("testsuites")
    for number, one in enumerate(done):
        top.append(_suite(number, one))
    ET.indent(top)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    ET.ElementTree(top).write(part, encoding="utf-8", xml_declaration=True)
    part.replace(path)


def _suite(number: int, done: Done) -> ET.Element:
    name, seconds = _token(done.case.name), f"{done.seconds:.3f}"
    began = time.time() - done.seconds
    suite = ET.Element(
        "testsuite",
        name=name,
        package="forgeweld",
        id=str(number),
        timestamp=time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(began)),
        hostname="localhost",
        tests="1",
        failures=str(int(not done.code and bool(done.below))),
        errors=str(int(bool(done.code))),
        time=seconds,
    )
    properties = ET.SubElement(suite, "properties")
    for key, value in figures(done).items():
        ET.SubElement(properties, "property", name=key, value=line(value))
    case = ET.SubElement(
        suite, "testcase", name=name, classname="forgeweld.baseline", time=seconds
    )
    if done.code:
        kind, why = done.error
        ET.SubElement(case, "error", type=kind, message=line(why)).text = clean(why)
    elif done.below:
        said = "; ".join(done.below)
        ET.SubElement(case, "failure", type="fail-under", message=said).text = said
    ET.SubElement(suite, "system-out").text = ""
    ET.SubElement(suite, "system-err").text = ""
    return suite


def figures(done: Done) -> dict[str, str]:
    """What is known of a run, as words."""
    said = {"exit code": str(done.exit_code)}
    outcome = done.outcome
    if outcome is None or outcome.best is None:
        return said
    best = outcome.best
    said |= {"metric": best.metric, "score": repr(best.test), "model": best.name}
    said |= {f"score {n}": repr(value) for n, value in best.also.items()}
    said |= {"low": repr(best.interval[0]), "high": repr(best.interval[1])}
    said |= {f"baseline {b.name}": repr(b.test) for b in outcome.baselines}
    if outcome.fusion_gain:
        said["fusion gain"] = repr(outcome.fusion_gain.gain)
    said |= {"trials": str(outcome.trials), "run": outcome.run}
    return said


def _token(text: str) -> str:
    """Foreign text as an xs:token: one line, single spaces, never empty."""
    return " ".join(line(text).split()) or "unnamed"
