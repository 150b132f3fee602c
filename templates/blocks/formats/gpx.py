"""GPX: the way of a GPS receiver."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from templates.blocks.decoders import DECODERS

GPX_POINTS = (".//{*}trkpt", ".//{*}rtept", "./{*}wpt")


def read_gpx(path: Path) -> np.ndarray:
    """Points in their order, with the fields `lon` and `lat` in degrees and, where all
    points tell them, `ele` in metres and `time` in seconds since 1970.

    GPX 1.1, https://www.topografix.com/gpx.asp: the points of all tracks, else of
    routes, else the way points. Raises OSError or ValueError for what holds none.
    """
    try:
        root = ElementTree.parse(path).getroot()
        points = next(filter(None, map(root.findall, GPX_POINTS)), [])
        fields = {n: [float(p.attrib[n]) for p in points] for n in ("lon", "lat")}
    except (ElementTree.ParseError, KeyError) as error:
        raise ValueError(f"no GPX file: {error}") from error
    if not points:
        raise ValueError("no points in it")
    for name, number in (("ele", float), ("time", gpx_seconds)):
        said = [point.findtext(f"{{*}}{name}") for point in points]
        if all(said):
            fields[name] = [number(word) for word in said]
    return np.rec.fromarrays(list(fields.values()), names=list(fields))


def gpx_seconds(date: str) -> float:
    """Seconds since 1970 of an ISO 8601 date, in UTC if it names no zone."""
    read = datetime.fromisoformat(date.strip())
    return read.replace(tzinfo=read.tzinfo or UTC).timestamp()


DECODERS.update({".gpx": read_gpx})
