"""Statements as JSON-LD that reads well: short names, one thing after another, the same bytes each time.

Things stand flat, one after another, but for the parts of a thing (the same address up to `#`): they stand within it,
where it names them first. A single value stands alone, several in a list. IRIs are whole, never relative to a base:
processors disagree about relative ones (`a//b`, `a/b:c`), and a whole one can be followed. Lexical forms are kept:
whole numbers and truth values are JSON's own only where every processor makes the same literal of them again, decimals
are always in quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.store.context import LANGUAGES, Names, Seen, choose_names
from kg.store.terms import RDF_TYPE, STRING, Statement, Term

Things = Mapping[str, set[tuple[str, Term]]]  # what is said of each
# A graph ("" for the default one), what stands in it, and which things come first.
Section = tuple[str, Things, Sequence[str]]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FIRST, _REST, _NIL = f"{_RDF}first", f"{_RDF}rest", Term(f"{_RDF}nil", "@id")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER, _BOOLEAN = f"{_XSD}integer", f"{_XSD}boolean"
# Below 2**53, for those who read numbers as JavaScript does.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
# Legal in JSON, but taken for the end of a line, or made to hide or turn round what stands beside them.
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_DEEPEST = 6  # parts within parts; those below stand beside their thing

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write_document(sections: Iterable[Section], seen: Seen, alone: bool) -> Iterator[str]:
    """The text of a file, piece by piece.

    Args:
        sections: the graphs in their order; the default one first.
        seen: has gone through all of their statements.
        alone: whether it is one graph, so that no other can name a node of it that has no name of its own.
    """
    names = choose_names(seen)
    context = ",\n".join(f"    {_quote(key)}: {_encode(value)}" for key, value in names.context.items())
    yield '{\n  "@context": {\n' + context + '\n  },\n  "@graph": ['
    between = "\n"
    for graph, things, first in sections:
        nodes = _Nodes(names, things, alone)
        if not graph:
            for node in nodes.write(first, "    "):
                yield f"{between}{node}"
                between = ",\n"
            continue
        head = f'    {{\n      "{names.id}": {_quote(names.shorten(graph))},\n      "@graph": ['
        yield f"{between}{head}\n" + ",\n".join(nodes.write((graph, *first), "        ")) + "\n      ]\n    }"
        between = ",\n"
    yield "\n  ]\n}\n"


def group_statements(statements: Iterable[Statement]) -> Things:
    """What is said of each thing."""
    held: dict[str, set[tuple[str, Term]]] = {}
    for subject, predicate, term in statements:
        if (said := held.get(subject)) is None:
            held[subject] = said = set()
        said.add((predicate, term))
    return held


def order_things(things: Iterable[str], first: Sequence[str]) -> list[str]:
    """The things in the order in which they are read: `first`, the others by address, each before its parts.

    What has no name comes last.
    """
    places = {thing: place for place, thing in enumerate(dict.fromkeys(first))}
    last = len(places)
    return sorted(things, key=lambda iri: (places.get(iri, last), *_by_address(iri)))


def _by_address(iri: str) -> tuple[bool, str, bool, str]:
    address, _, part = iri.partition("#")
    return iri.startswith("_:"), address, part != "it", part


class _Nodes:
    """The things of one graph."""

    def __init__(self, names: Names, things: Things, alone: bool) -> None:
        self._names = names
        self._held = things
        self._written: set[str] = set()
        self._first: frozenset[str] = frozenset()
        self._once = find_unnamed(things) if alone else {}
        self._lists = find_lists(things, self._once)

    def write(self, first: Sequence[str], indent: str) -> Iterator[str]:
        self._first = frozenset(first)
        for subject in sorted(order_things(self._held, first), key=self._once.__contains__):
            if subject not in self._written:
                yield f"{indent}{self._node(subject, indent, 0)}"

    def _node(self, subject: str, indent: str, depth: int) -> str:
        self._written.add(subject)
        names, inner = self._names, f"{indent}  "
        # Within the only one that names it, a node without a name needs no label.
        lines = [] if depth and subject in self._once else [f'"{names.id}": {_quote(names.shorten(subject))}']
        if types := self._types(subject):
            lines.append(f'"{names.type}": {_listed(types, inner)}')
        # Not in a vocabulary, where one address has many things that are no parts of each other.
        whole = depth > 0 or subject.endswith("#it") or subject in self._first
        near = f"{subject.partition('#')[0]}#" if whole else ""
        for key, coercion, terms in self._properties(subject):
            if coercion == LANGUAGES:
                lines.append(f"{_quote(key)}: {_by_language(terms, inner)}")
                continue
            within = f"{inner}  " if len(terms) > 1 else inner
            values = [self._value(term, coercion, near, within, depth) for term in terms]
            lines.append(f"{_quote(key)}: {_listed(values, inner)}")
        return "{\n" + ",\n".join(f"{inner}{line}" for line in lines) + f"\n{indent}}}"

    def _value(self, term: Term, coercion: str, near: str, indent: str, depth: int, in_list: bool = False) -> str:
        value = term.value
        if term.datatype != "@id":
            return self._literal(term, coercion)
        if value not in self._written and depth < _DEEPEST:
            if value in self._lists and not in_list:
                cells, members = self._lists[value]
                self._written.update(cells)
                texts = [self._value(one, coercion, near, f"{indent}  ", depth + 1, True) for one in members]
                return '{"@list": [\n' + ",\n".join(f"{indent}  {text}" for text in texts) + f"\n{indent}]}}"
            if value in self._once or (near and value.startswith(near) and value in self._held):
                return self._node(value, indent, depth + 1)
        iri = _quote(self._names.shorten(value))
        return iri if coercion == "@id" else f'{{"{self._names.id}": {iri}}}'

    def _types(self, subject: str) -> list[str]:
        classes = sorted(term.value for name, term in self._held[subject] if name == RDF_TYPE and term.is_iri)
        return [_quote(self._names.word(iri)) for iri in classes]

    def _properties(self, subject: str) -> Iterator[tuple[str, str, list[Term]]]:
        """The properties of a thing in their order: key, coercion, values."""
        grouped: dict[str, list[Term]] = {}
        for predicate, term in self._held[subject]:
            if predicate != RDF_TYPE or not term.is_iri:
                grouped.setdefault(predicate, []).append(term)
        known = sorted((self._names.property(predicate), predicate) for predicate in grouped)
        for (_, key, coercion), predicate in known:
            terms = sorted(grouped[predicate])
            if coercion == LANGUAGES and not all(term.language for term in terms):
                key, coercion = self._names.shorten(predicate), STRING
            yield key, coercion, terms

    def _literal(self, term: Term, coercion: str) -> str:
        value, datatype, language = term
        if language:
            return f'{{"@value": {_quote(value)}, "@language": {_quote(language)}}}'
        if (datatype or STRING) == coercion or (coercion == STRING and datatype in (_INTEGER, _BOOLEAN)):
            if datatype == _INTEGER and _WHOLE.fullmatch(value):
                return value
            if datatype == _BOOLEAN and value in ("true", "false"):
                return value
            if (datatype or STRING) == coercion:
                return _quote(value)
        if not datatype:
            return f'{{"@value": {_quote(value)}}}'
        return f'{{"@value": {_quote(value)}, "@type": {_quote(self._names.word(datatype))}}}'


def find_unnamed(things: Things) -> Mapping[str, tuple[str, str]]:
    """The nodes without a name that are named once, each with the thing and the property that do."""
    if not any(subject.startswith("_:") for subject in things):
        return {}
    found: dict[str, list[tuple[str, str]]] = {}
    for subject, said in things.items():
        for predicate, term in said:
            if term.is_iri and term.value.startswith("_:"):
                found.setdefault(term.value, []).append((subject, predicate))
    return {node: places[0] for node, places in found.items() if len(places) == 1 and node in things}


def find_lists(
    things: Things, once: Mapping[str, tuple[str, str]]
) -> Mapping[str, tuple[Sequence[str], Sequence[Term]]]:
    """The lists of RDF by the node with which each begins: their nodes and their members."""
    cells = {}
    for node in once:
        said = dict(things[node])
        if len(things[node]) == 2 and said.keys() == {_FIRST, _REST}:
            cells[node] = said
    lists = {}
    for node, said in cells.items():
        if said[_REST] == _NIL:
            chain = [node]
            while once[chain[-1]][1] == _REST and once[chain[-1]][0] in cells:
                chain.append(once[chain[-1]][0])
            chain.reverse()
            lists[chain[0]] = chain, [cells[cell][_FIRST] for cell in chain]
    return lists


def _by_language(terms: Sequence[Term], indent: str) -> str:
    """Texts under their languages."""
    grouped: dict[str, list[str]] = {}
    for term in terms:
        grouped.setdefault(term.language, []).append(_quote(term.value))
    return "{" + ", ".join(f"{_quote(lang)}: {_listed(grouped[lang], indent)}" for lang in sorted(grouped)) + "}"


def _listed(values: Sequence[str], indent: str) -> str:
    if len(values) == 1:
        return values[0]
    return "[\n" + ",\n".join(f"{indent}  {value}" for value in values) + f"\n{indent}]"


def _quote(text: str) -> str:
    """The text as JSON, what cannot be seen in an editor as escapes."""
    quoted = _encode(text)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted) if _HIDDEN.search(quoted) else quoted
