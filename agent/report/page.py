"""A report as one HTML file that asks nobody for anything: styles, figures and pictures
are inside, and its own policy forbids the rest.

Everything foreign goes through `hygiene.html`, here and in the figures.
"""

import base64
import hashlib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from agent.hygiene import html
from agent.report import svg, svg_more
from agent.report.elements import (
    VERDICTS,
    Bars,
    Card,
    Cards,
    Cell,
    Element,
    Figure,
    Heat,
    Picture,
    Plot,
    Report,
    Section,
    Sketch,
    Table,
    Text,
    Tree,
    Words,
    number,
)
from agent.report.translated import Say

HERE = Path(__file__).parent
DATA_ROWS = 60
"""Rows of the table behind a figure."""
SMALL, TALL = 14, 18
"""Rows up to which a table stands beside figures, and from which it scrolls."""

SENTENCE = 80
"""Characters of a cell from which its table has the whole width."""
LONG = 24
"""Characters of a word from which it may be broken anywhere."""


def page(report: Report, say: Say = str) -> str:
    """The whole file; `say` tells the few words that the page itself adds."""
    style = (HERE / "style.css").read_text(encoding="utf-8")
    script = (HERE / "sort.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    tiles = "".join(
        f"<li><span>{html(t.name)}</span><b>{html(t.value)}</b>"
        f"<span>{html(t.note)}</span></li>"
        for t in report.tiles
    )
    links = "".join(
        f'<li><a href="#{s.key}">{html(s.title)}</a></li>' for s in report.sections
    )
    sections = "".join(_section(section, say) for section in report.sections)
    more = "".join(f'<p class="more">{html(line)}</p>' for line in report.more)
    return (
        '<!doctype html>\n<html lang="'
        f"{report.lang}"
        '"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{html(report.title, 200)}</title><style>{style}</style></head><body>"
        f'<header><h1>{html(report.title)}</h1><p class="answer">'
        f"{html(report.sentence)}</p>{more}"
        f"<blockquote>{html(report.statement.strip(), 4000)}</blockquote>"
        f'<ul class="tiles">{tiles}</ul>'
        f'<nav aria-label="{say("Contents")}"><ol>{links}</ol></nav></header>'
        f"<main>{sections}</main>"
        f"<footer>{html(report.foot)}</footer><script>{script}</script></body></html>\n"
    )


def _section(section: Section, say: Say) -> str:
    """A heading, and its parts; figures in a row stand side by side."""
    out = []
    for drawn, parts in groupby(section.parts, _beside):
        inside = "".join(_element(part, say) for part in parts)
        out.append(f'<div class="figures">{inside}</div>' if drawn else inside)
    title = html(section.title)
    return f'<section id="{section.key}"><h2>{title}</h2>{"".join(out)}</section>'


def _beside(part: Element) -> bool:
    """Whether it may stand beside others: figures, and tables that are small, without
    sentences in them."""
    if isinstance(part, Table):
        cells = (cell for row in part.rows for cell in row if isinstance(cell, str))
        short = max(map(len, cells), default=0) <= SENTENCE
        return short and len(part.rows) <= SMALL and len(part.header) <= 6
    return isinstance(part, Figure)


def _element(part: Element, say: Say) -> str:
    match part:
        case Text():
            kind = ' class="note"' if part.note else ""
            return f"<p{kind}>{html(part.words)}</p>"
        case Table():
            return _table(part)
        case Cards():
            cards = "".join(map(_card, part.cards))
            return f'<div class="cards">{cards}</div>'
        case Plot():
            return _figure(part, svg.plot(part), _legend(part), _of_plot(part), say)
        case Bars():
            return _figure(part, svg_more.bars(part), "", _of_bars(part, say), say)
        case Heat():
            return _figure(part, svg_more.heat(part), "", _of_heat(part, say), say)
        case Tree():
            return _figure(part, svg_more.tree(part), _verdicts(part, say), None, say)


def _figure(part: Figure, drawn: str, legend: str, data: Table | None, say: Say) -> str:
    title, behind = html(part.title), ""
    if data is not None:
        table = _table(data)
        behind = f"<details><summary>{say('as a table')}</summary>{table}</details>"
    return f"<figure><figcaption>{title}</figcaption>{drawn}{legend}{behind}</figure>"


def _table(table: Table) -> str:
    """Numbers right, words left; sortable where the script runs."""
    wide = range(len(table.header))
    numeric = [any(isinstance(row[c], float | int) for row in table.rows) for c in wide]

    def head(c: int, name: str) -> str:
        said = f"<button>{html(name)}</button>" if table.sortable else html(name)
        return f'<th scope="col"{" class=n" if numeric[c] else ""}>{said}</th>'

    header = "".join(head(c, name) for c, name in enumerate(table.header))
    body = []
    for i, row in enumerate(table.rows):
        cells = "".join(_cell(value, numeric[c]) for c, value in enumerate(row))
        kind = ' class="marked"' if i in table.marked else ""
        body.append(f"<tr{kind}>{cells}</tr>")
    caption = f"<caption>{html(table.caption)}</caption>" if table.caption else ""
    sort = " data-sort" if table.sortable else ""
    tall = " tall" if len(table.rows) >= TALL else ""
    return (
        f'<div class="scroll{tall}" tabindex="0"><table{sort}>{caption}'
        f"<thead><tr>{header}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )


def _cell(value: Cell, numeric: bool) -> str:
    kind = ' class="n"' if numeric else ""
    if isinstance(value, str) and max(map(len, value.split()), default=0) > LONG:
        kind = ' class="w"'
    elif isinstance(value, str) and len(value.encode()) > LONG:
        kind = ' class="t"'  # in bytes: a Chinese sign is as wide as two letters
    if isinstance(value, float | int):
        shown = f"{value:,}" if isinstance(value, int) else number(value)
        return f'<td{kind} data-value="{value}">{shown}</td>'
    return f"<td{kind}>{html(value or '', 1000)}</td>"


# ---- figures -----------------------------------------------------------------------


def _legend(spec: Plot) -> str:
    """What the lines are called, where there are several, or the title does not say."""
    if len(spec.lines) < 2 and not spec.legend:
        return ""
    items = []
    for i, line in enumerate(spec.lines):
        color = (i if line.color is None else line.color) % svg.COLORS
        dash = "5 4" if line.style == "dashed" else svg.DASHES[color]
        mark = f'<path class="line c{color}" stroke-dasharray="{dash}" d="M0 5H26"/>'
        if line.style == "dots":
            mark = f'<circle class="dot c{color}" cx="13" cy="5" r="3"/>'
        if spec.bars and i == 0:
            mark = f'<rect class="fill c{color}" x="6" width="14" height="10"/>'
        drawn = f'<svg viewBox="0 0 26 10" aria-hidden="true">{mark}</svg>'
        items.append(f"<li>{drawn}{html(line.name, 60)}</li>")
    return f'<ul class="legend">{"".join(items)}</ul>'


def _verdicts(spec: Tree, say: Say) -> str:
    said = {node.verdict for node in spec.nodes}
    items = [
        f'<li><svg viewBox="0 0 26 10" aria-hidden="true"><circle class="dot c{color}"'
        f' cx="13" cy="5" r="4"/></svg>{html(say(name))}</li>'
        for name, color in VERDICTS.items()
        if name in said
    ]
    return f'<ul class="legend">{"".join(items)}</ul>'


def _of_plot(spec: Plot) -> Table | None:
    """The numbers behind a plot; none where there are too many to read."""
    xs = _numbers([x for line in spec.lines for x in line.x])
    ys = _numbers([y for line in spec.lines for y in line.y])
    if len(xs) > DATA_ROWS:
        return None
    names = [line.name for line in spec.lines for _ in line.x]
    rows = list(zip(names, xs, ys, strict=True))
    return Table("", ("", spec.x_label, spec.y_label), rows)


def _numbers(values: Sequence[float]) -> list[int] | list[float]:
    """Counts, such as epochs and rows, as whole numbers; shares and scores stay what
    they are, even where all of them are 0 or 1."""
    counts = all(float(v).is_integer() for v in values)
    if counts and any(abs(v) > 1 for v in values):
        return [int(v) for v in values]
    return [float(v) for v in values]


def _of_bars(spec: Bars, say: Say) -> Table:
    """Values, with their intervals where there are any."""
    if all(b.low is None for b in spec.bars):
        return Table("", ("", spec.label), [(b.name, b.value) for b in spec.bars])
    rows = [(b.name, b.value, b.low, b.high) for b in spec.bars]
    return Table("", ("", spec.label, say("from"), say("to")), rows)


def _of_heat(spec: Heat, say: Say) -> Table | None:
    """The fields that hold something, the fullest first."""
    found = [
        (spec.names[i], spec.names[j], value)
        for i, row in enumerate(spec.values)
        for j, value in enumerate(row)
        if value
    ]
    found.sort(key=lambda cell: -cell[2])
    rows = [(a, b, int(v)) for a, b, v in found[:DATA_ROWS]]
    return Table("", (spec.row_label, spec.column_label, say("rows")), rows)


# ---- cards -------------------------------------------------------------------------


def _card(card: Card) -> str:
    facts = "".join(
        f"<dt>{html(name, 60)}</dt><dd>{html(text, 300)}</dd>"
        for name, text in card.facts
    )
    words = "".join(_words(p) for p in card.parts if isinstance(p, Words))
    media = "".join(
        _picture(p) if isinstance(p, Picture) else _sketch(p)
        for p in card.parts
        if not isinstance(p, Words)
    )
    kind = {True: " wrong", False: " right", None: ""}[card.wrong]
    return (
        f'<article class="card{kind}"><h3>{html(card.title, 200)}</h3>'
        f'<dl>{facts}</dl>{words}<div class="media">{media}</div></article>'
    )


def _picture(picture: Picture) -> str:
    data = base64.b64encode(picture.data).decode()
    name = html(picture.name, 100)
    source = f"data:{picture.mime};base64,{data}"
    fields = _fields(picture.weights)
    return (
        f'<figure><div class="shot"><img alt="{name}" src="{source}">{fields}</div>'
        f"<figcaption>{name}</figcaption></figure>"
    )


def _fields(weights: Sequence[float]) -> str:
    """What each field of a picture is worth, laid over it."""
    if not weights:
        return ""
    size = round(len(weights) ** 0.5)
    most = max(map(abs, weights)) or 1.0
    marks = "".join(
        f'<rect class="{"pro" if w > 0 else "con"}" x="{i % size}" y="{i // size}"'
        f' width="1" height="1" fill-opacity="{0.65 * abs(w) / most:.2f}"/>'
        for i, w in enumerate(weights)
    )
    box = f'viewBox="0 0 {size} {size}" preserveAspectRatio="none"'
    return f'<svg {box} aria-hidden="true">{marks}</svg>'


def _sketch(spec: Sketch) -> str:
    drawn = svg_more.sketch(spec)
    name = f"<figcaption>{html(spec.name, 100)}</figcaption>"
    return f"<figure>{drawn}{name}</figure>" if drawn else ""


def _words(spec: Words) -> str:
    """A text whose words stand on the colour of what they are worth."""
    most = max(map(abs, spec.weights), default=0.0) or 1.0
    out = []
    for i, word in enumerate(spec.words):
        weight = spec.weights[i] if i < len(spec.weights) else 0.0
        if abs(weight) < 0.05 * most:
            out.append(html(word, 400))
            continue
        color = "--c0" if weight > 0 else "--c1"
        share = round(70 * abs(weight) / most)
        ground = f"color-mix(in srgb, var({color}) {share}%, transparent)"
        out.append(f'<span style="background:{ground}">{html(word, 400)}</span>')
    text = " ".join(out)
    return f'<p class="words"><small>{html(spec.name, 60)}</small> {text}</p>'
