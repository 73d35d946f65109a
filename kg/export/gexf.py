"""A network as GEXF 1.3 (https://gexf.net), the format of Gephi, written as a stream.

`networkx.write_gexf` writes version 1.2 without `kind`, characters that XML does not allow, and colours that Gephi Lite
shows grey; so this is our own, checked against the schema.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from kg.export.looks import lay_out

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = re.compile(r"\s+")
_NODE_FIELDS = (("iri", "anyURI"), ("kind", "string"), ("title", "string"), ("council", "string"), ("facts", "integer"))
_EDGE_FIELDS = (("facts", "integer"), ("first_day", "string"))


def write_gexf(network: nx.MultiDiGraph[str], creator: str) -> Iterator[str]:
    """The pieces of a GEXF file, in order.

    Nodes and edges carry the days on which they were there (`timerepresentation="interval"`), so that Gephi's timeline
    plays; a network without a single day is static.

    Args:
        network: as `kg.export.network.make_network` made it.
        creator: the program, for the head of the file.
    """
    looks = lay_out(network)
    dated = any(known["spells"] for _, known in network.nodes(data=True))
    days = [day for _, known in network.nodes(data=True) for spell in known["spells"] for day in spell if day]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3" version="1.3">\n'
    summary = _text(network.graph["summary"])
    yield f"<meta><creator>{_text(creator)}</creator><description>{summary}</description></meta>\n"
    time = f' timeformat="date" timerepresentation="interval" start="{min(days)}" end="{max(days)}"' if dated else ""
    kind = "undirected" if network.graph.get("undirected") else "directed"
    yield f'<graph mode="{"dynamic" if dated else "static"}"{time} defaultedgetype="{kind}" idtype="string">\n'
    for of, fields in (("node", _NODE_FIELDS), ("edge", _EDGE_FIELDS)):
        yield f'<attributes class="{of}" mode="static">\n'
        for name, type_ in fields:
            yield f'<attribute id="{name}" title="{name}" type="{type_}"/>\n'
        yield "</attributes>\n"
    yield f'<nodes count="{len(network)}">\n'
    for node, known in network.nodes(data=True):
        look = looks[node]
        yield f"<node id={_value(node)} label={_value(known['label'])}{_life(known['spells'])}>"
        yield _values({**known, "iri": node}, _NODE_FIELDS)
        yield f'<viz:color r="{look.colour.r}" g="{look.colour.g}" b="{look.colour.b}"/>'
        yield f'<viz:position x="{look.x}" y="{look.y}" z="0.0"/><viz:size value="{look.size}"/>'
        yield f"{_spells(known['spells'])}</node>\n"
    yield f'</nodes>\n<edges count="{network.number_of_edges()}">\n'
    for number, (source, target, edge) in enumerate(network.edges(data=True)):
        first = next((spell[0].isoformat() for spell in edge["spells"] if spell[0]), "")
        yield f'<edge id="{number}" source={_value(source)} target={_value(target)} kind={_value(edge["kind"])}'
        yield f' label={_value(edge["kind"])} weight="{edge["weight"]}"{_life(edge["spells"])}>'
        yield _values({"facts": edge["weight"], "first_day": first}, _EDGE_FIELDS)
        yield f"{_spells(edge['spells'])}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


_Spells = tuple[tuple[dt.date | None, dt.date | None], ...]


def _life(spells: _Spells) -> str:
    """One lifetime stands in attributes, which every reader knows."""
    return _bounds(spells[0]) if len(spells) == 1 else ""


def _spells(spells: _Spells) -> str:
    if len(spells) < 2:
        return ""
    return f"<spells>{''.join(f'<spell{_bounds(spell)}/>' for spell in spells)}</spells>"


def _bounds(spell: tuple[dt.date | None, dt.date | None]) -> str:
    return "".join(f' {name}="{day}"' for name, day in zip(("start", "end"), spell, strict=True) if day)


def _values(known: dict[str, object], fields: Iterable[tuple[str, str]]) -> str:
    values = (f'<attvalue for="{name}" value={_value(str(known[name]))}/>' for name, _ in fields if known[name] != "")
    return f"<attvalues>{''.join(values)}</attvalues>"


def _value(text: str) -> str:
    return quoteattr(_SPACE.sub(" ", legal(text)).strip())


def legal(text: str) -> str:
    """The text with a U+FFFD for each character that XML 1.0 does not allow, even escaped."""
    return _ILLEGAL.sub("\ufffd", text)


def _text(text: str) -> str:
    return escape(legal(text))
