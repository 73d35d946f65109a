"""Who is named in a document, in which forms, and with which posts."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from msgspec import structs

from kg.document import Block, Document, Part, Span, in_small_letters
from kg.errors import Doubt
from kg.extract.people.ahead import starts_honorific
from kg.extract.people.answers import find_answerers
from kg.extract.people.claims import Claim, Group, Listing
from kg.extract.people.clusters import Cluster, cluster_mentions
from kg.extract.people.listings import chair_word, listing_of, portfolio_of
from kg.extract.people.mentions import Mention, read_mentions
from kg.extract.people.naming import read_name
from kg.extract.people.passages import Passage, read_passage
from kg.extract.people.titles import TitleKind, is_single, read_title
from kg.extract.people.vocabulary import begins_with, vocabulary
from kg.facts import Evidence, Holding, Meeting, Person, PersonKind
from kg.names import fold

# A word in small letters, but not part of an e-mail or web address.
_WORD = re.compile(r"(?<![\w'@./-])[a-z][a-z'-]+(?![\w@/]|\.\w)")
_VOTES = re.compile(
    r"\s*(?:(?:those\s+)?voting\s+)?(?:for|against|abstain\w*|abstentions?|in favour)\b[^a-z]{0,12}\(\d+\)",
    re.IGNORECASE,
)
_ABSENCE = ("apolog", "absent", "unable to attend")  # one of these stands wherever `_APOLOGIES` is found
_APOLOGIES = re.compile(r"\bapolog(?:y|ies)\b|\babsent\b|\bunable to attend\b", re.IGNORECASE)
_SUBSTITUTE = re.compile(
    r"\b(?:substitut\w+|deputis\w+|represented|replaced)\s+(?:for|by)\b|\bin place of\b|\bfor whom\b|"
    r"\bon behalf of\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\bpresent\s*:", re.IGNORECASE)  # a label within a paragraph
# A line of a list that ends so was broken off; and one in which a bracket is open.
_GOES_ON = (",", " and", "-", " of", " for", " &")
_CHAIRS_THIS = re.compile(
    r"((?:vice-|vice |deputy )?chair) of the (?:council|committee|panel|board|forum|commission|group|sub-committee)"
)
_CHAIR = re.compile(r"chair(?:man|woman|person)")  # who is called Chair here and Chairman there holds one post
_SHOUTED = re.compile(r"(?:Mc|Mac|O'|D')?[^\W\d_a-z]{2,}(?:['-][^\W\d_a-z]+)*")
_SHOUTED_PART = re.compile(r"[^\W\d_a-z]{2,}")


def find_people(document: Document, meeting: Meeting) -> tuple[tuple[Person, ...], tuple[Doubt, ...]]:
    """The people whom a document names, in the order in which they first appear, and what is doubtful about
    them.

    Args:
        document: as read.
        meeting: what `find_meeting` found: at a meeting of the Cabinet a subject in brackets is a portfolio.
    """
    mentions = _all_mentions(document, meeting)
    clusters, doubtful = cluster_mentions(document, mentions)
    small = in_small_letters(document.plain)
    told = _Attendance(_find_all(small, *_ABSENCE), _find_all(small, "present"))
    people = _tell_apart(tuple(_make_person(document, cluster, told) for cluster in clusters))
    return people, tuple(_ambiguous(document, doubtful))


# -- reading


@dataclass
class _Place:
    """A paragraph, and who was read in it."""

    span: Span
    passage: Passage
    listing: Listing
    labelled: bool  # whether a label stands before it: it begins a list
    found: list[Mention] | None = None  # not read yet


def _all_mentions(document: Document, meeting: Meeting) -> list[Mention]:
    common = frozenset(_WORD.findall(document.plain)) - vocabulary().surnames
    places = list(_places(document, portfolio_of(document, meeting), common))
    mentions = _read_places(places)  # once to learn the names that stand clear, once to use them
    names = {tuple(document.words(m.name).casefold().split()) for m in mentions if m.sure}
    known = frozenset(name for name in names if len(name) > 1)
    for place in places:
        if not known.isdisjoint(place.passage.asked):
            place.passage, place.found = structs.replace(place.passage, known=known), None
    return [*(mentions := _read_places(places)), *find_answerers(document, mentions, common)]


def _read_places(places: list[_Place]) -> list[Mention]:
    """The namings in all paragraphs; those in which they were read before are not read again."""
    mentions: list[Mention] = []
    alone = False  # whether the block before was a name and nothing else
    for place in places:
        if alone and _is_initials_of(place.passage, mentions[-1]):
            mentions[-1] = structs.replace(mentions[-1], initials=place.passage.tokens[0].text, sure=True)
            continue
        if alone and not place.labelled and (claim := _title_below(place.passage, mentions[-1])):
            mentions[-1] = structs.replace(mentions[-1], claims=(claim,), sure=True)
            alone = False
            continue
        if place.found is None:
            place.found = _share_title(list(read_mentions(place.passage, place.listing)))
        mentions.extend(place.found)
        alone = place.listing.group is not Group.NONE and len(place.found) == 1 and place.found[0].whole == place.span
    return mentions


def _places(document: Document, portfolio: str, common: frozenset[str]) -> Iterator[_Place]:
    listing = Listing()
    for block, span in _paragraphs(document):
        listing = listing_of(document, block, listing, portfolio)
        if not _VOTES.match(document.plain, span.start, span.end):
            yield _Place(span, read_passage(document, span, common), listing, bool(block.marker))


def _paragraphs(document: Document) -> Iterator[tuple[Block, Span]]:
    """Each block with its words; in lists of people, with the lines below that only go on with it."""
    i, plain, blocks = 0, document.plain, document.blocks
    while i < len(blocks):
        block = blocks[i]
        i += 1
        if block.part is not Part.ATTENDANCE or block.cells:
            yield block, block.body
            continue
        start, end = block.body.start, block.body.end
        opened = plain.count("(", start, end) - plain.count(")", start, end)
        while i < len(blocks) and _may_go_on(blocks[i]) and (opened > 0 or _goes_on(plain, start, end)):
            opened += plain.count("(", end, blocks[i].body.end) - plain.count(")", end, blocks[i].body.end)
            end = blocks[i].body.end
            i += 1
        yield block, Span(start, end)


def _goes_on(plain: str, start: int, end: int) -> bool:
    return plain.endswith(_GOES_ON, start, end) and not plain.endswith(":-", start, end)


def _may_go_on(below: Block) -> bool:
    """Whether a line may go on with one of a list that was broken off."""
    return below.part is Part.ATTENDANCE and not below.marker


def _share_title(found: list[Mention]) -> list[Mention]:
    """ "PRESENT: Councillor A Ash (Chair), B Birch and C Cedar": the title is meant for all of a list.

    Only if nobody else in it has a title or an honorific; and a list of members in which councillors are
    called so has others who are none.
    """
    titled = [m for m in found if m.councillor or m.honorifics]
    if any(m.group is Group.MEMBERS for m in found) and any(m.councillor for m in titled):
        found = [structs.replace(m, group=Group.LISTED) for m in found]
    others = found[1:]
    alike = all(c.kind is TitleKind.CHAIR for m in others for c in m.claims)
    if len(found) < 3 or found[0].group is Group.NONE or titled != found[:1] or not titled[0].councillor or not alike:
        return found
    return [found[0], *(structs.replace(m, councillor=True) for m in others)]


def _is_initials_of(passage: Passage, mention: Mention) -> bool:
    """A block that is nothing but somebody's initials, below the name: a table taken apart."""
    if len(passage.tokens) != 1 or mention.initials:
        return False
    return 1 < len(passage.tokens[0].text) < 5 and passage.tokens[0].text.isupper()


def _title_below(passage: Passage, mention: Mention) -> Claim | None:
    """The claim of a block that is nothing but a title, below one that is nothing but a name: a table taken
    apart.
    """
    title = read_title(passage, 0) if passage.tokens else None
    if title is None or title.plural or title.kind is TitleKind.FUNCTION:
        return _title_in_brackets(passage, mention)
    rest = [token.text for token in passage.tokens[title.last :]]
    if rest and not (rest[0] == "(" and rest[-1] == ")" and rest.count("(") == 1):
        return None  # more than a remark: "Registered Doctor (not in practice)"
    text = passage.span(0, title.last)
    return Claim(title.kind, text, Span(mention.whole.start, text.end))


def _title_in_brackets(passage: Passage, mention: Mention) -> Claim | None:
    """ "Calder Borough Council (minute taker)": an organisation and, in brackets, what its man is there."""
    marks = [k for k, token in enumerate(passage.tokens) if token.text == "("]
    if len(marks) != 1 or passage.tokens[-1].text != ")" or marks[0] == 0:
        return None
    if starts_honorific(passage, 0) or read_name(passage, 0) > 0:
        return None
    first, last = marks[0] + 1, len(passage.tokens) - 1
    title = read_title(passage, first, small=True, end=last) if first < last else None
    if title is None or title.plural or title.last != last or title.kind is TitleKind.FUNCTION:
        return None
    text = passage.span(first, last)
    return Claim(title.kind, text, Span(mention.whole.start, text.end))


# -- people


def _make_person(document: Document, cluster: Cluster, told: _Attendance) -> Person:
    mentions = sorted(cluster.mentions, key=lambda m: m.name.start)
    kind = _kind(document, cluster, mentions)
    holdings = _holdings(document, cluster, mentions) if kind is not PersonKind.OTHER else ()
    if kind is PersonKind.COUNCILLOR and not holdings:
        first = next((m for m in mentions if m.councillor), mentions[0])
        holdings = (Holding("Councillor", Evidence.at(document, first.whole)),)
    forms = {document.words(span) for m in mentions for span in (m.whole, m.name)} | {
        m.initials for m in mentions if m.initials
    }
    return Person(
        name=_title_case(cluster.name.full),
        kind=kind,
        forms=tuple(sorted(forms)),
        holdings=holdings,
        mentions=tuple(Evidence.at(document, m.whole) for m in mentions),
        present=_presence(document, mentions, told),
    )


def _tell_apart(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Two people of one name are named with what goes before it: "Mr J Ash" and "Mrs J Ash"."""
    counts = Counter(person.name for person in people)
    taken: set[str] = set()
    out: list[Person] = []
    for person in people:
        if counts[person.name] > 1:
            fuller = [form for form in person.forms if form.endswith(f" {person.name}")]
            name = max(fuller, key=lambda form: (len(form), form)) if fuller else person.name
            while name in taken:
                name = f"{name} ({person.kind.value})"
            person = replace(person, name=name)
        taken.add(person.name)
        out.append(person)
    return tuple(out)


def _kind(document: Document, cluster: Cluster, mentions: list[Mention]) -> PersonKind:
    claims = [claim for m in mentions for claim in m.claims]
    kinds = {claim.kind for claim in claims}
    if cluster.councillor or TitleKind.ELECTED in kinds:
        return PersonKind.COUNCILLOR
    # "Chair of the Tenants' Forum" is a function in another body, and makes nobody a councillor.
    elsewhere = any(c.kind is TitleKind.CHAIR and " of " in f" {document.words(c.text)} " for c in claims)
    if TitleKind.OFFICER in kinds or elsewhere:
        return PersonKind.OFFICER
    member = any(m.group is Group.MEMBERS for m in mentions) and not kinds
    if TitleKind.CHAIR in kinds or any(m.presiding for m in mentions) or member:
        return PersonKind.COUNCILLOR
    return PersonKind.OTHER


def _title_case(name: str) -> str:
    """A name with its words written in capitals put as names are: "Mary McLEOD" is "Mary McLeod"."""
    words = [
        word if len(word) < 3 or not _SHOUTED.fullmatch(word) else _SHOUTED_PART.sub(_capitalise, word)
        for word in name.split()
    ]
    return " ".join(words)


def _capitalise(match: re.Match[str]) -> str:
    return match.group().capitalize()


def _holdings(document: Document, cluster: Cluster, mentions: list[Mention]) -> tuple[Holding, ...]:
    out: dict[str, Holding] = {}
    for mention in mentions:
        for claim in mention.claims:
            if claim.kind is not TitleKind.FUNCTION:
                holding = _holding(document, claim, mention)
                out.setdefault(_CHAIR.sub("chair", fold(holding.title)), holding)
    for short in [key for key in out if " " not in key and not _presides(key)]:
        if any(key.startswith(f"{short} ") for key in out):
            del out[short]  # "the Leader" is "Leader of the Council"
    for long in [key for key in out if (chair := _CHAIRS_THIS.fullmatch(key)) and chair[1] in out]:
        del out[long]  # "Chair of the Council" at its meeting is its Chair
    presiding = next((m for m in mentions if m.presiding is not None), None)
    if presiding is not None and presiding.presiding is not None and not any(_presides(h.title) for h in out.values()):
        words = Span(presiding.whole.start, max(presiding.whole.end, presiding.presiding.end))
        out["chair"] = Holding(chair_word(document), Evidence.at(document, words), single=True)
    return tuple(sorted(out.values(), key=lambda h: (h.evidence.span, h.title)))


def _presides(title: str) -> bool:
    """Whether a title is of someone who presides by office, or stands in for who does."""
    folded = tuple(fold(title).split())
    return bool(begins_with(folded, vocabulary().chairs)) or folded[-1] in ("mayor", "provost")


def _holding(document: Document, claim: Claim, mention: Mention) -> Holding:
    title = document.words(claim.text)
    if claim.words:
        # "(Highways)" behind a Cabinet Member's name; or the label of the list
        title = claim.words if fold(claim.words) in fold(title) else f"{claim.words} for {title}"
    if claim.plural:
        title = _singular(title)
    words = claim.evidence
    if mention.presiding is not None and _presides(title):
        words = Span(words.start, max(words.end, mention.presiding.end))  # "(Vice-Chair, in the Chair)"
    organisation = document.words(claim.organisation) if claim.organisation is not None else ""
    return Holding(title, Evidence.at(document, words), single=is_single(title), organisation=organisation)


def _singular(title: str) -> str:
    """ "Service Directors" as one of them holds it."""
    words = title.split()
    for i, word in enumerate(words):
        if word.endswith("s") and word[:-1].casefold() in vocabulary().heads:
            words[i] = word[:-1]
            break
    return " ".join(words)


class _Attendance(NamedTuple):
    """Where a document speaks of those who are absent, and of those who are present."""

    absent: list[int]
    present: list[int]


def _presence(document: Document, mentions: list[Mention], told: _Attendance) -> bool | None:
    """False if apologies were given, True if listed among those present, or named with a title in what was
    said.
    """
    if any(m.absent or _in_apologies(document, m, told.absent) for m in mentions):
        return False
    if any(m.group is not Group.NONE or m.claims for m in mentions):
        return True
    return True if any(_PRESENT.search(_words_before(document, m, told.present)) for m in mentions) else None


def _in_apologies(document: Document, mention: Mention, absent: list[int]) -> bool:
    """Whether the words before a name, in its sentence, give the person's apologies."""
    before = _words_before(document, mention, absent)
    if before.rfind("(") > before.rfind(")"):
        return False  # "Mr Ash (Ms Birch attended in his place)"
    return bool(_APOLOGIES.search(before)) and not _SUBSTITUTE.search(before)


def _words_before(document: Document, mention: Mention, told: list[int]) -> str:
    """The words before a name in its sentence, if the document speaks of attendance there; else none.

    Args:
        document: as read.
        mention: the naming.
        told: where the document does, in order.
    """
    name = mention.name
    near = bisect_left(told, name.start)
    if not near or (i := document.block_at(name.start)) is None:
        return ""
    sentences = document.blocks[i].sentences
    at = bisect_right(sentences, name.start, key=lambda sentence: sentence.start) - 1
    if at < 0 or not sentences[at].covers(name) or told[near - 1] < sentences[at].start:
        return ""
    return document.plain[sentences[at].start : name.start]


def _find_all(text: str, *words: str) -> list[int]:
    """Where any of some words stand in a text, in order."""
    return sorted(match.start() for word in words for match in re.finditer(re.escape(word), text))


def _ambiguous(document: Document, mentions: list[Mention]) -> Iterator[Doubt]:
    ends = [match.start() for match in re.finditer("\n", document.text)] if mentions else []
    for mention in mentions:
        yield Doubt(
            f"{document.name}:{bisect_left(ends, mention.whole.start) + 1}",
            f"{document.words(mention.whole)!r} may be either of two people of that name",
            "it was left out",
        )
