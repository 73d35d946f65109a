"""A network as GEXF 1.3 (https://gexf.net), the format of Gephi, written as a stream.

`networkx.write_gexf` writes version 1.2 without `kind`, characters that XML does not allow, and colours that Gephi Lite
shows grey; so this is our own, checked against the schema. What is written is what Gephi's importer and Gephi Lite's
make something of: typed columns, a `kind` that keeps parallel edges apart, days in one time zone, sizes as radius.
GEXF has no type for a day: days are strings as ISO 8601 has them, which sort, and which Gephi Lite takes for dates.
It has one for addresses, but Gephi leaves such columns out: addresses are strings.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from kg.export.looks import Colour, edge_colour, lay_out

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = re.compile(r"\s+")
# Named as the columns of the canned queries are, where they have the same.
NODE_FIELDS = (
    ("iri", "string"),
    ("kind", "string"),
    ("title", "string"),
    ("council", "string"),
    ("panel", "string"),
    ("strength", "string"),
    ("status", "string"),
    ("overdue", "boolean"),
    ("made_on", "string"),
    ("due_by", "string"),
    ("due_text", "string"),
    ("source", "string"),
    ("url", "string"),
    ("facts", "integer"),
    ("first_day", "string"),
    ("last_day", "string"),
)
EDGE_FIELDS = (("facts", "integer"), ("first_day", "string"), ("last_day", "string"), ("through", "string"))


def write_gexf(network: nx.MultiDiGraph[str], creator: str) -> Iterator[str]:
    """The pieces of a GEXF file, in order.

    Nodes and edges carry the days on which they were there (`timerepresentation="interval"`), so that Gephi's timeline
    plays; those of which no day is known are always there. A network without a single day is static.

    Args:
        network: as `kg.export.network.make_network` made it.
        creator: the program, for the head of the file.
    """
    looks = lay_out(network)
    days = [day for _, known in network.nodes(data=True) for spell in known["spells"] for day in spell if day]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3" version="1.3">\n'
    made = f' lastmodifieddate="{network.graph["as_of"]}"' if "as_of" in network.graph else ""
    yield f"<meta{made}><creator>{_text(creator)}</creator>"
    yield f"<description>{_text(network.graph['summary'])}</description></meta>\n"
    # Without a zone Gephi takes that of the machine, and a day begins on another one elsewhere.
    time = ' timeformat="date" timerepresentation="interval" timezone="UTC"'
    time += f' start="{min(days)}" end="{max(days)}"' if days else ""
    kind = "undirected" if network.graph.get("undirected") else "directed"
    yield f'<graph mode="dynamic"{time} ' if days else '<graph mode="static" '
    yield f'defaultedgetype="{kind}" idtype="string">\n'
    for of, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        yield f'<attributes class="{of}" mode="static">\n'
        for name, type_ in fields:
            yield f'<attribute id="{name}" title="{name}" type="{type_}"/>\n'
        yield "</attributes>\n"
    yield f'<nodes count="{len(network)}">\n'
    for node, known in network.nodes(data=True):
        look = looks[node]
        yield f"<node id={_value(node)} label={_value(known['label'])}{_life(known['spells'])}>"
        yield _values({**known, **bounds(known["spells"]), "iri": node}, NODE_FIELDS)
        yield f"{_colour(look.colour)}"
        yield f'<viz:position x="{look.x}" y="{look.y}" z="0.0"/><viz:size value="{look.size}"/>'
        yield f"{_spells(known['spells'])}</node>\n"
    yield f'</nodes>\n<edges count="{network.number_of_edges()}">\n'
    for number, (source, target, edge) in enumerate(network.edges(data=True)):
        yield f'<edge id="{number}" source={_value(source)} target={_value(target)} kind={_value(edge["kind"])}'
        yield f' label={_value(edge["kind"])} weight="{float(edge["weight"])}"{_life(edge["spells"])}>'
        yield _values(edge_values(edge), EDGE_FIELDS)
        yield f"{_colour(edge_colour(edge['kind']))}{_spells(edge['spells'])}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


_Spells = tuple[tuple[dt.date | None, dt.date | None], ...]


def bounds(spells: _Spells) -> dict[str, str]:
    """The first and the last day of some lifetimes, those of the two that are known, as `first_day` and `last_day`."""
    ends = {"first_day": spells[0][0] if spells else None, "last_day": spells[-1][1] if spells else None}
    return {name: day.isoformat() for name, day in ends.items() if day}


def edge_values(edge: Mapping[str, Any]) -> dict[str, object]:
    """What is said of an edge, by the names of `EDGE_FIELDS`."""
    through = {"through": " ".join(edge["through"])} if edge.get("through") else {}
    return {"facts": edge["weight"], **bounds(edge["spells"]), **through}


def _life(spells: _Spells) -> str:
    """One lifetime stands in attributes, which every reader knows."""
    return _bounds(spells[0]) if len(spells) == 1 else ""


def _spells(spells: _Spells) -> str:
    if len(spells) < 2:
        return ""
    return f"<spells>{''.join(f'<spell{_bounds(spell)}/>' for spell in spells)}</spells>"


def _bounds(spell: tuple[dt.date | None, dt.date | None]) -> str:
    return "".join(f' {name}="{day}"' for name, day in zip(("start", "end"), spell, strict=True) if day)


def _values(known: Mapping[str, object], fields: Iterable[tuple[str, str]]) -> str:
    values = (
        f'<attvalue for="{name}" value={_value(as_text(known[name]))}/>'
        for name, _ in fields
        if known.get(name, "") != ""
    )
    return f"<attvalues>{''.join(values)}</attvalues>"


def as_text(value: object) -> str:
    """A value as XML and CSV have it.

    >>> as_text(True), as_text(3)
    ('true', '3')
    """
    return str(value).lower() if isinstance(value, bool) else str(value)


def _colour(colour: Colour) -> str:
    return f'<viz:color r="{colour.r}" g="{colour.g}" b="{colour.b}"/>'


def _value(text: str) -> str:
    return quoteattr(_SPACE.sub(" ", legal(text)).strip())


def legal(text: str) -> str:
    """The text with a U+FFFD for each character that XML 1.0 does not allow, even escaped."""
    return _ILLEGAL.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(legal(text))
