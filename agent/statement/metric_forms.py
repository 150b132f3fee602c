"""Metrics as a kind of task has them: what stands for one of another kind."""

import re
from pathlib import Path

from agent.errors import DataError, UsageError
from agent.records import Kind
from agent.scoring import metrics
from agent.statement.metric_words import NAMES
from agent.statement.near import closest

_NO_WORTH = (
    r"(?:meaningless|useless|worthless|pointless|irrelevant|uninformative|unsuitable"
    r"|inappropriate|mislead\w+|decepti\w+|deceiving|(?:of )?no (?:good|use|help|value)"
    r"|not (?:(?:an?|the|very|really|that|at all) )*(?:useful|meaningful|informative"
    r"|suitable|appropriate|helpful|enough|important|relevant|interesting"
    r"|(?:good|right) (?:metric|measure|choice|score|idea)"
    r"|what (?:i|we|counts|matters)))"
)
_IS = r"(?:'s|is|are|(?:would|will|can|could|may|might) be|seems?|looks?)"
NOT_THIS = (
    r"\s*(?:这个|这种)?就?(?:不用|不要|不看|别用|不行|不考虑|算了|没有?什?么?(?:参考|实际)?(?:价值|意义|用)|不(?:合适|适用|可取))(?=$|[,，。；;!！])"
    r"|(?:这个|这种)?(?:指标)?(?:[会很太]|容易|可能|往往|具?有)*(?:骗人|误导|虚高|失真|说明不了|看不出|反映不[了出]"
    r"|(?:没法|不能|无法)(?:反映|说明|体现)|(?:意义|参考价值|用处)不大|不(?:靠谱|可靠|说明问题|够))"
    rf"| ?(?:score |alone |here )*{_IS}"
    rf" (?:\w+ly |very |quite |so |too |just )*{_NO_WORTH}\b"
    r"| (?:score |alone )*(?:(?:makes?|of) (?:no|little) sense|lies\b|misleads?\b"
    r"|(?:tells?|says?|means?)(?: us| me| you)? (?:nothing|(?:very )?little|not much)"
    r"|(?:won't|will not|does not|doesn't|do not|don't|can't|cannot)(?: really| even)?"
    r" (?:do(?= here|\W*$|[.,;])|help|work|mean|matter|tell|say|make sense|count"
    r"|suffice|cut it))\b"
    r"|[^.;,]{0,15} but not (?:alone|everything|all)\b"
    r"|\s*(?:\?+|[.,…]+) ?(?:no,? wait\b|nope?[,.]|no,|nah\b|scratch that\b|or rather\b"
    r"|sorry\b|不对|还是算了)"
)
"""After a metric that is named but not wanted: MSE不用,用MAE, "MSE, no wait, MAE"."""
NO_SUCH = (
    r"\b(?:do not|don't|dont) (?:want|need|like|use|trust|care (?:about|for))"
    r" (?:(?:plain|mere|just|simple|the|any) )?$"
    r"|\b(?:not|instead of|rather than) (?:the |plain )?$"
    r"|(?:别|不要|不用|勿)(?:再|给我)?[用看拿报给]?$"
    r"|\blooks? (?:\w+ ){1,2}(?:on|in|by) (?:the |its )?$"
    r"|\b(?:calls?|says?|predicts?|answers?|labels?|guess(?:es|ing)?) (?:\w+ )?"
    r"(?:always|never|everything|everyone|all|no|yes|nothing)\b[^.;]{0,40}$"
    r"|\b(?:always|never|just|only) (?:calls?|says?|saying|predict\w*|answer\w*"
    r"|guess\w*)\b[^.;]{0,40}$|全(?:都)?(?:说|猜|报|判|填)[^,，。；;]{1,4}[^。；;]{0,12}$"
)
"""Before one: "I don't want accuracy", "who always says no has a high accuracy"."""


def _means(many: str) -> dict[str, tuple[str, str]]:
    """For metrics of one positive class the mean over all, and the words for that."""
    told = f"with {many} {{0}} is taken as {{1}}, the mean over them"
    return {name: (form, told) for name, form in metrics.MULTICLASS_FORM.items()}


_FORMS: dict[Kind, dict[str, tuple[str, str]]] = {
    "multiclass": _means("many classes"),
    "multilabel": _means("several labels"),
    "ordinal": {
        **_means("many classes"),
        "mae": ("rank_mae", "with ordered classes {0} is taken as {1}"),
        "cohen_kappa": (
            "cohen_kappa_quadratic",
            "with ordered classes {0} is taken as {1}, which counts far misses more",
        ),
    },
    "retrieval": {
        "recall": ("recall_at_10", "{0} without a number is taken as {1}"),
        "accuracy": ("recall_at_1", "{0} of retrieval is {1}"),
        "average_precision": ("mrr", "with one true match {0} is {1}"),
    },
}
"""For each kind, what stands for a metric of another kind, and the words for that."""


def form_of(name: str, kind: Kind) -> str | None:
    """The metric itself, what stands for it with this kind, or None."""
    if kind in metrics.KNOWN[name].kinds:
        return name
    form = _FORMS.get(kind, {}).get(name)
    return form[0] if form else None


def mapped(name: str, form: str, kind: Kind) -> str:
    """What to say of a metric that another form stands for."""
    titles = metrics.KNOWN[name].title, metrics.KNOWN[form].title
    return _FORMS[kind][name][1].format(*titles)


def by_flag(asked: str, kind: Kind, data: Path, notes: list[str]) -> str:
    """The metric of --metric, as `kind` has it. Raises UsageError, DataError."""
    name = asked.lower().replace("-", "_")
    if name not in metrics.METRICS:
        matching = [
            known
            for known, patterns in NAMES.items()
            if any(re.fullmatch(pattern, asked.lower()) for pattern in patterns)
        ]
        if not matching:
            near = closest(name, list(metrics.METRICS))
            raise UsageError(
                f"There is no metric {asked!r}",
                where="--metric",
                why=f"closest: {', '.join(near)}" if near else "",
                fix=f"one of {', '.join(metrics.valid(kind))}",
            )
        name = matching[0]
    form = form_of(name, kind)
    if form is None:
        raise impossible(name, kind, data)
    if form != name:
        notes.append(mapped(name, form, kind))
    return form


def impossible(name: str, kind: Kind, data: Path) -> DataError:
    """The error for a metric that can't judge a task."""
    judged = ", ".join(metrics.KNOWN[name].kinds)
    return DataError(
        f"{metrics.KNOWN[name].title} cannot judge a {kind} task",
        where=str(data),
        why=f"it judges tasks that are {judged}",
        fix=f"--metric with one of {', '.join(metrics.valid(kind))}; or --kind, if the"
        " task was misread",
    )
