"""Whose name is meant: the mentions of one person put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.document import Document
from kg.extract.people.claims import Group
from kg.extract.people.mentions import Mention
from kg.extract.people.titles import TitleKind
from kg.names import Agreement, Name, compare_names, honorifics_differ, parse_name, surname_key


@dataclass
class Cluster:
    """The mentions of one person, and the fullest name among them."""

    name: Name
    mentions: list[Mention] = field(default_factory=list)
    names: dict[Name, None] = field(default_factory=dict)  # each once, in order
    honorifics: set[str] = field(default_factory=set)
    councillor: bool = False
    officer: bool = False


def cluster_mentions(document: Document, mentions: Iterable[Mention]) -> tuple[list[Cluster], list[Mention]]:
    """Put together the mentions that are of one person: full names first, then surnames that only one of them
    has; and the mentions that may be of either of two.
    """
    clusters: list[Cluster] = []
    named: dict[str, list[Cluster]] = defaultdict(list)  # by surname
    short: list[tuple[Mention, Name]] = []
    coded: list[tuple[str, Mention]] = []  # "Cllr JB", where initials have been given
    doubtful: list[Mention] = []
    mentions = list(mentions)
    initials = {mention.initials for mention in mentions if mention.initials}

    def begin(name: Name) -> Cluster:
        clusters.append(Cluster(name))
        named[surname_key(name)].append(clusters[-1])
        return clusters[-1]

    for mention in mentions:
        words = document.words(mention.name)
        name = parse_name(words)
        if _is_initials(words) and (words in initials or len(initials) > 2 or len(words) == 2):
            coded.append((words, mention))
            continue
        if not name.given:
            short.append((mention, name))
            continue
        same = [(c, grade) for c in named[surname_key(name)] if (grade := _best(c, name)) >= Agreement.INITIAL]
        fitting = [
            (c, grade)
            for c, grade in same
            if _kinds_fit(c, mention) and (grade == Agreement.SAME or not _in_one_list(document, c, mention, name))
        ]
        best = [c for c, grade in fitting if grade == Agreement.SAME] or [c for c, _ in fitting]
        if len(best) > 1:
            doubtful.append(mention)
        else:
            _add(best[0] if best else begin(name), mention, name)
    for mention, name in short:
        could_be = [c for c in named[surname_key(name)] if _kinds_fit(c, mention)]
        # "Mrs Ash" is Mrs J Ash, not Mr P Ash.
        written = [c for c in could_be if not c.honorifics.isdisjoint(mention.honorifics)]
        choice = written if len(written) == 1 else could_be
        if len(choice) == 1:
            _add(choice[0], mention, name)
        elif len(choice) > 1:
            doubtful.append(mention)
        elif mention.sure:
            _add(begin(name), mention, name)
    owners: dict[str, list[Cluster]] = defaultdict(list)  # by initials
    for cluster in clusters:
        for letters in dict.fromkeys(m.initials for m in cluster.mentions if m.initials):
            owners[letters].append(cluster)
    for words, mention in coded:
        bearers = owners[words] or [c for c in clusters if _letters(c.name) == words]
        if len(bearers) == 1:
            owner = bearers[0]
            _add(owner, mention, owner.name)
            if mention.initials and not any(other is owner for other in owners[mention.initials]):
                owners[mention.initials].append(owner)
    return sorted(clusters, key=lambda c: min(m.name.start for m in c.mentions)), doubtful


def _letters(name: Name) -> str:
    """The first and the last of somebody's initials."""
    return name.initials[:1] + name.initials[-1:]


def _in_one_list(document: Document, cluster: Cluster, mention: Mention, name: Name) -> bool:
    """Whether a list of those present has both "R Ash" and "R A Ash": then they are two."""
    if mention.group is Group.NONE:
        return False
    for other in cluster.mentions:
        if other.group is Group.NONE or parse_name(document.words(other.name)) == name:
            continue
        first, last = sorted((document.block_at(other.name.start) or 0, document.block_at(mention.name.start) or 0))
        if not any(block.marker for block in document.blocks[first + 1 : last + 1]):
            return True
    return False


def _is_initials(words: str) -> bool:
    return words.isalpha() and words.isupper() and len(words) < 6


def _best(cluster: Cluster, name: Name) -> Agreement:
    grades = [compare_names(known, name) for known in cluster.names if known.given] or [
        compare_names(cluster.name, name)
    ]
    return Agreement.DIFFERENT if Agreement.DIFFERENT in grades else max(grades)


def _kinds_fit(cluster: Cluster, mention: Mention) -> bool:
    """A councillor is never put together with an officer of the same surname, nor Mr Ash with Mrs Ash."""
    if honorifics_differ(mention.honorifics, cluster.honorifics):
        return False
    if mention.councillor:
        return cluster.councillor or not cluster.officer
    if any(claim.kind is TitleKind.OFFICER for claim in mention.claims):
        return not cluster.councillor
    return True


def _add(cluster: Cluster, mention: Mention, name: Name) -> None:
    cluster.mentions.append(mention)
    cluster.honorifics.update(mention.honorifics)
    cluster.councillor = cluster.councillor or mention.councillor
    cluster.officer = cluster.officer or any(c.kind is TitleKind.OFFICER for c in mention.claims)
    if name not in cluster.names:
        cluster.names[name] = None
        cluster.name = max(cluster.name, name, key=_fullness)  # the first of two that are as full


def _fullness(name: Name) -> tuple[int, int, bool]:
    """More letters of given names make a name fuller; capitals throughout make it no better."""
    letters = sum(len(word.rstrip(".")) for word in name.given)
    return (letters, len(name.given), not name.full.isupper())
