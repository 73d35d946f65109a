"""Whose name is meant: the mentions of one person put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from kg.document import Document
from kg.extract.people.claims import Group
from kg.extract.people.mentions import Mention
from kg.extract.people.titles import TitleKind
from kg.names import Agreement, Name, compare_names, given_parts, honorifics_differ, parse_name, surname_key


@dataclass(eq=False)
class Cluster:
    """The mentions of one person, and the fullest name among them."""

    name: Name
    mentions: list[Mention] = field(default_factory=list)
    names: dict[Name, None] = field(default_factory=dict)  # each once, in order
    honorifics: set[str] = field(default_factory=set)
    councillor: bool = False
    officer: bool = False
    given: tuple[str, ...] = ()  # the fullest form of each given name
    spelled: dict[tuple[str, ...], Name] = field(default_factory=dict)  # one name for each way to give them
    listed: dict[int, dict[Name, None]] = field(default_factory=dict)  # names by the list in which they stand


def cluster_mentions(document: Document, mentions: Iterable[Mention]) -> tuple[list[Cluster], list[Mention]]:
    """Put together the mentions that are of one person: full names first, then surnames that only one of them
    has; and the mentions that may be of either of two.
    """
    clusters: list[Cluster] = []
    index = _Index()
    short: list[tuple[Mention, Name]] = []
    coded: list[tuple[str, Mention]] = []  # "Cllr JB", where initials have been given
    doubtful: list[Mention] = []
    mentions = list(mentions)
    initials = {mention.initials for mention in mentions if mention.initials}
    lists = list(accumulate(bool(block.marker) for block in document.blocks))  # a label begins the next list

    def begin(name: Name) -> Cluster:
        clusters.append(Cluster(name))
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
        at = lists[document.block_at(mention.name.start) or 0] if mention.group is not Group.NONE else -1
        best = _bearers(index.find(name), mention, name, at)
        if len(best) > 1:
            doubtful.append(mention)
        else:
            cluster = best[0] if best else begin(name)
            _add(cluster, mention, name)
            index.put(cluster, name)
            if at >= 0:
                cluster.listed.setdefault(at, {})[name] = None
    kinds = _Kinds()
    for cluster in clusters:
        kinds.put(cluster)
    for mention, name in short:
        could_be = [alike for alike in kinds.find(name) if _kinds_fit(_first(alike), mention)]
        # "Mrs Ash" is Mrs J Ash, not Mr P Ash.
        written = [alike for alike in could_be if not _first(alike).honorifics.isdisjoint(mention.honorifics)]
        choice = written if sum(map(len, written)) == 1 else could_be
        if sum(map(len, choice)) > 1:
            doubtful.append(mention)
        elif choice or mention.sure:
            cluster = _first(choice[0]) if choice else begin(name)
            kinds.drop(cluster)
            _add(cluster, mention, name)
            kinds.put(cluster)
    owners: dict[str, dict[Cluster, None]] = defaultdict(dict)  # by initials given for them
    lettered: dict[str, list[Cluster]] = defaultdict(list)  # by initials of their names
    for cluster in clusters:
        lettered[_letters(cluster.name)].append(cluster)
        for m in cluster.mentions:
            if m.initials:
                owners[m.initials][cluster] = None
    for words, mention in coded:
        bearers = owners[words] or lettered[words]
        if len(bearers) == 1:
            owner = _first(bearers)
            _add(owner, mention, owner.name)
            if mention.initials:
                owners[mention.initials][owner] = None
    return sorted(clusters, key=lambda c: min(m.name.start for m in c.mentions)), doubtful


class _Index:
    """The clusters by their given names, so that a name is compared only with those that it may agree with."""

    def __init__(self) -> None:
        self._at: dict[tuple[str, int, str], dict[Cluster, None]] = defaultdict(dict)

    def put(self, cluster: Cluster, name: Name) -> None:
        """Take in one more name of a cluster, which agrees with those it has."""
        parts = given_parts(name)
        if parts in cluster.spelled:
            return
        cluster.spelled[parts] = name
        surname = surname_key(name)
        for key in _keys(cluster.given):
            self._at[surname, *key].pop(cluster, None)
        fuller = (max(pair, key=len) for pair in zip(parts, cluster.given, strict=False))
        longer = max(parts, cluster.given, key=len)
        cluster.given = (*fuller, *longer[min(len(parts), len(cluster.given)) :])
        for key in _keys(cluster.given):
            self._at[surname, *key][cluster] = None

    def find(self, name: Name) -> list[Cluster]:
        """The clusters whose given names may agree with a name, by whichever of its given names leaves the fewest."""
        surname, parts = surname_key(name), given_parts(name)
        choices: list[list[dict[Cluster, None]]] = []
        shorter: list[dict[Cluster, None]] = []  # those that have fewer given names
        for i, part in enumerate(parts):
            keys = (f"{part}*",) if len(part) == 1 else (part, part[0])
            choices.append([*shorter, *(self._at[surname, i, key] for key in keys)])
            shorter.append(self._at[surname, i + 1, ""])
        return [cluster for some in min(choices, key=lambda choice: sum(map(len, choice))) for cluster in some]


def _keys(given: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Under what a cluster stands: each given name, its first letter ("a*"), and how many they are."""
    for i, part in enumerate(given):
        yield i, part
        yield i, f"{part[0]}*"
    yield len(given), ""


class _Kinds:
    """The clusters by surname, those together of which the same is known: who is called Mrs, who is a councillor."""

    def __init__(self) -> None:
        self._at: dict[str, dict[tuple[frozenset[str], bool, bool], dict[Cluster, None]]] = defaultdict(dict)

    def put(self, cluster: Cluster) -> None:
        self._at[surname_key(cluster.name)].setdefault(_kind_of(cluster), {})[cluster] = None

    def drop(self, cluster: Cluster) -> None:
        """Take a cluster out, if it is in."""
        same = self._at[surname_key(cluster.name)]
        if alike := same.get(_kind_of(cluster)):
            alike.pop(cluster, None)
            if not alike:
                del same[_kind_of(cluster)]

    def find(self, name: Name) -> Iterable[dict[Cluster, None]]:
        """The clusters of a surname."""
        return self._at[surname_key(name)].values()


def _kind_of(cluster: Cluster) -> tuple[frozenset[str], bool, bool]:
    return frozenset(cluster.honorifics), cluster.councillor, cluster.officer


def _first(clusters: Iterable[Cluster]) -> Cluster:
    return next(iter(clusters))


def _bearers(clusters: list[Cluster], mention: Mention, name: Name, at: int) -> list[Cluster]:
    """Whose full name it is, of some clusters; two are enough to know that nobody can tell.

    Args:
        clusters: those that may be.
        mention: the naming.
        name: the name in it.
        at: which list of those present it stands in; -1 if in none.
    """
    parts = given_parts(name)
    same: list[Cluster] = []
    fitting: list[Cluster] = []
    for cluster in clusters:
        # Only then can they agree in full; by an initial two names do so only if they are given alike.
        may_be_same = cluster.given[0] == parts[0] or parts in cluster.spelled
        if not may_be_same and (len(fitting) > 1 or _in_one_list(cluster, name, at)):
            continue
        if not _agree(cluster.given, parts) or not _kinds_fit(cluster, mention):
            continue
        if may_be_same and any(compare_names(known, name) is Agreement.SAME for known in cluster.spelled.values()):
            same.append(cluster)
            if len(same) > 1:
                break
        elif not _in_one_list(cluster, name, at):
            fitting.append(cluster)
    return same or fitting


def _letters(name: Name) -> str:
    """The first and the last of somebody's initials."""
    return name.initials[:1] + name.initials[-1:]


def _in_one_list(cluster: Cluster, name: Name, at: int) -> bool:
    """Whether a list of those present has both "R Ash" and "R A Ash": then they are two."""
    return any(other != name for other in cluster.listed.get(at, ()))


def _is_initials(words: str) -> bool:
    return words.isalpha() and words.isupper() and len(words) < 6


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether each of somebody's given names, as far as both have it, is the other or its initial."""
    for left, right in zip(one, other, strict=False):
        if left != right and (left[0] != right[0] or (len(left) > 1 and len(right) > 1)):
            return False
    return True


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
