"""Answers rows with a delivered project, for as long as it is asked.

    python answer.py PROJECT PIPES FILES [OPTION=VALUE ...]

A line of JSON from PIPES/requests, `{"id", "rows", "folder"}`, gets one on
PIPES/answers, `{"id", "columns", "lines"}` or `{"id", "failed"}`; files lie in
FILES/folder. The first answer, of id 0, says that the model is loaded. Options are
those of `Predictor.answer`.
"""

import json
import sys
from pathlib import Path


def main() -> None:
    """Load once, then answer line after line."""
    project, pipes, files, *options = sys.argv[1:]
    sys.path.insert(0, project)
    from predict import Predictor  # type: ignore[import-not-found]

    given = {k: json.loads(v) for k, v in (word.split("=") for word in options)}
    # FIFOs that the other side holds open in both directions: neither ever ends
    with (
        (Path(pipes) / "requests").open(encoding="utf-8") as requests,
        (Path(pipes) / "answers").open("w", encoding="utf-8") as answers,
    ):

        def tell(**told: object) -> None:
            answers.write(json.dumps(told) + "\n")
            answers.flush()

        predictor = Predictor()
        tell(id=0, columns=[], lines=[])
        for line in requests:
            asked = json.loads(line)
            root = Path(files) / asked["folder"]
            try:
                columns, lines = predictor.answer(asked["rows"], root, **given)
            except Exception as error:  # the outermost edge: told, and life goes on
                tell(id=asked["id"], failed=f"{type(error).__name__}: {error}"[:500])
            else:
                tell(id=asked["id"], columns=columns, lines=lines)


if __name__ == "__main__":
    main()
