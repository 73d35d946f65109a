"""Those who act without a name: the body that met, its members, teams, organisations, posts, pronouns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache

from kg.document import Document, Span
from kg.extract.commitments.mentions import Mention, in_blocks, places_of_names
from kg.facts import Meeting, Party, PartyKind
from kg.lexicon import any_of, load_lexicon
from kg.lexicon.heads import Heads, find_heads, fold_text
from kg.lexicon.spotting import find_places

_NOUNS = (
    r"(?:Sub[\s-](?:Committee|Panel|Group|Board)|Working\s+(?:Group|Party)|Committee|Panel|Board|Commission|Forum|Authority|"
    r"Council|Group|Cabinet|Executive|Partnership)"
)
_BODY_NOUN = re.compile(_NOUNS)
_DECIDES = re.compile(
    rf"\bThe\s+({_NOUNS})\s+(?:noted|agreed|resolved|considered|received|discussed|thanked|welcomed)\b"
)
# "Deputy Head of Legal Services" is a post, whatever its last word.
_HEADED = re.compile(
    r"(?:[A-Z][\w'-]*\s+){0,3}(?:Head|Director|Manager|Officer|Leader|Chief|Chair\w*|Lead|Commander)\s+(?:of|for)\s"
)
_PRESIDES = re.compile(r"\b(?:Chair\w*|Convener|Mayor)\b")
# Nouns of posts and teams that stand within the title of another post: "Principal Engineer", "Legal Services and …".
_WITHIN_TITLES = frozenset("Principal Lead Service Services Team Office Centre School Schools".split())
_PLURALS = frozenset("officers partners staff management".split())


def body_mentions(document: Document, meeting: Meeting, body: Party) -> list[Mention]:
    """Where the body that met is named: in full, or as "the Panel"."""
    forms = {form for form in (meeting.body, *meeting.body_forms) if form}
    noun = _BODY_NOUN.findall(meeting.body)
    if noun and f"he {noun[-1]}" not in document.plain and (decides := _DECIDES.findall(document.plain)):
        noun = [max(sorted(set(decides)), key=decides.count)]  # a Group whose minutes say "The Board agreed"
    forms |= {f"{article} {noun[-1]}" for article in ("the", "The", "this", "This") if noun}
    if not noun:
        forms |= {
            f"{article} {word}"
            for article in ("the", "The")
            for word in ("Committee", "Panel", "Board", "Commission", "Forum")
        }
    if meeting.council and "Parish" in meeting.council:
        forms |= {"PC", "the council", "the Council", "Council"}
    forms = {" ".join(form.replace("’", "'").split()) for form in forms}
    pattern = re.compile(
        rf"(?<![\w'])(?<!\w-)(?:[Tt]he\s+)?{any_of(forms)}(?![\w-]|\s+(?:[Mm]embers|[Cc]hair|Members'))"
    )
    places = places_of_names(document.plain, forms, r"(?:[Tt]he\s+)?")
    return [Mention(Span(m.start(), m.end()), (body,), word="panel") for m in in_blocks(pattern, document, places)]


# No name begins with these, though they have a capital where a sentence begins.
_NOT_FIRST = (
    r"(?!(?:That|This|In|On|At|By|For|To|And|But|When|Where|As|If|Of|From|With|While|Whilst|Following|RESOLVED|AGREED|"
    r"DECIDED|Resolved|Agreed|Decided)\b)"
)
# Who follows a post behind a comma; the field of the post does too: "the Director, Planning and Growth, advised".
_NO_FIELD = (
    r"(?:Councillors?|Cllrs?|Members|Officers|Mr|Mrs|Ms|Miss|Dr|Prof\w*|Sir|The|This|It|He|She|They|In|On|At|As|And)"
)
_TITLE_WORD = r"[A-Z][\w'&/-]*"


def _post() -> str:
    """A post in words: "the Principal Transport and Scrutiny Officer", "the Head of Parks, Trees and Open Spaces"."""
    lexicon = load_lexicon()
    nouns = any_of(lexicon.words("post-nouns"))
    closed = any_of(
        [w for w in (*lexicon.words("post-nouns"), *lexicon.words("organisation-nouns")) if w not in _WITHIN_TITLES]
    )
    joined = rf"(?:(?!{closed}\b){_TITLE_WORD},?\s+){{1,3}}and\s+(?=[A-Z])"
    listed = rf",(?=\s+(?:{_TITLE_WORD}\s+){{1,2}}and\s+[A-Z])"
    field = rf"(?:\s+the)?(?:\s+(?:{_TITLE_WORD}|and|of|for|the|&)|{listed}){{0,7}}\s+[A-Z][\w'-]+"
    return (
        rf"{_NOT_FIRST}(?=[A-Z]|the\s+[A-Z])(?:[Tt]he\s+)?(?:{joined})?(?:(?:{_TITLE_WORD}|(?<=Section\s)151)\s+){{0,5}}{nouns}"
        rf"(?:\s+(?:of|for|to){field}|\s+of\s+[A-Z][\w'-]+|\s+-\s+{_TITLE_WORD}(?:\s+(?:and\s+|&\s+)?{_TITLE_WORD}){{0,3}}(?=,?\s+[a-z])"
        rf"|,\s+(?!{_NO_FIELD}\b)(?:(?:and|&|of|for)\s+|{_TITLE_WORD}\s+){{0,5}}[A-Z][\w'&/-]*"
        rf"(?=,\s|\s+(?:also\s+|then\s+)?[a-z]+(?:ed|aid|ave|old|ook)\b))?"
    )


# A word in small letters that stands within no post and no organisation.
_NO_TITLE = re.compile(r"(?<=\s)(?!(?:of|and|for|the)\s)[a-z]")


@cache
def _group_pattern() -> re.Pattern[str]:
    lexicon = load_lexicon()
    return re.compile(
        rf"(?<![\w'])(?<!\w-)(?:(?P<pronoun>he|she|they|we|who|He|She|They|We|Who)"
        rf"|(?P<officer>[Tt]he\s+(?:officer|speaker|presenter))|(?P<councillor>[Tt]he\s+(?:[Cc]ouncillor|[Mm]ember))"
        rf"|(?P<somebody>(?:[Aa]|[Aa]nother|[Oo]ne|[Aa]\s+further|[Aa]\s+second)\s+(?:(?:[Ee]lected|[Pp]anel|[Bb]oard|"
        rf"[Cc]ommittee|[Ff]orum|[Ww]ard|[Ll]ocal|[Cc]o-opted|[Ll]ay)\s+)?(?:[Cc]ouncillor|[Mm]ember))"
        rf"|(?P<clerk>(?:[Tt]he\s+)?(?:[Pp]arish\s+|[Tt]own\s+)?clerk"
        rf"|(?<!in\s)(?<!took\s)(?<!from\s)(?<!into\s)(?<!vacated\s)[Tt]he\s+(?:vice[\s-])?chair(?:man|woman|person)?(?!'))"
        rf"|(?P<members>(?:(?:[Tt]he|[Aa]ll|[Ss]ome|[Ee]lected|[Pp]anel|[Bb]oard|[Cc]ommittee|[Cc]ommission|"
        rf"[Ww]ard|[Ll]ocal|[Ff]orum|[Oo]ther|[Tt]wo)\s+){{0,2}}"
        rf"(?:(?:Members|members)(?:\s+of\s+(?:the|this)\s+(?:Sub-|Select\s+|Scrutiny\s+)?(?:Committee|Panel|Board|Commission|"
        rf"Forum|Authority|Group))?|Councillors|councillors|Cllrs(?!\.?\s+[A-Z][a-z])|[Tt]rustees|Others|All|[Ee]veryone))"
        rf"|(?P<post>{_post()})"
        rf"|(?P<group>(?:(?:[Tt]he|[Aa]ll|[Ss]ome|[Ee]ach|[Bb]oth|[Oo]ur|[Cc]ouncil|[Rr]elevant|"
        rf"[Ss]enior)\s+){{0,2}}{any_of(lexicon.words('groups'))})"
        rf"|(?P<named>{_NOT_FIRST}(?=[A-Z]|the\s+[A-Z])(?:[Tt]he\s+)?(?:(?:[A-Z][\w'&]*(?:-[A-Z]\w*)*|of|and|for|the|"
        rf"&)\s+){{0,6}}?{any_of(lexicon.words('organisation-nouns'))}(?:\s+(?:of|"
        rf"for)(?:\s+the)?(?:\s+[A-Z][\w'-]+){{1,5}})?)"
        rf"|(?P<acronym>(?:[Tt]he\s+)?(?:[A-Z]{{2,5}}|[A-Z][a-z][A-Z]{{1,2}}|NHSE))"
        rf")(?![\w-])"
    )


@cache
def _group_heads() -> Heads | None:
    return find_heads(_group_pattern().pattern, 0)


@cache
def _noun_heads() -> Heads:
    words = load_lexicon().words
    nouns = (fold_text(noun) for noun in (*words("post-nouns"), *words("organisation-nouns")))
    return Heads(frozenset(re.split(r"\W", noun)[0] for noun in nouns))


def _group_places(plain: str) -> list[int] | None:
    """Where those without a name can begin to be named.

    A word with a capital begins a post or an organisation only if the noun of one follows before any word in small
    letters that stands in no title.
    """
    heads = _group_heads()
    if heads is None:
        return None
    places = set(find_places(plain, replace(heads, capital=False)))
    nouns = find_places(plain, _noun_heads())
    ends = [word.start() for word in _NO_TITLE.finditer(plain)]
    last = len(plain)
    for place in find_places(plain, Heads(frozenset(), capital=True)):
        noun, end = bisect_left(nouns, place), bisect_right(ends, place)
        if noun < len(nouns) and nouns[noun] <= (ends[end] if end < len(ends) else last):
            places.add(place)
        elif any(map(str.isupper, plain[place + 1 : place + 3])):
            places.add(place)  # "LGA", "DfE"
    return sorted(places)


def group_mentions(document: Document, body: Party) -> list[Mention]:
    """Pronouns, members, teams, organisations, posts without a holder who is known."""
    out = []
    for match in in_blocks(_group_pattern(), document, _group_places(document.plain)):
        span = Span(match.start(), match.end())
        words = " ".join(match.group().split())
        bare = re.sub(r"^(?:the|all|both|each|our|some)\s+", "", words, flags=re.IGNORECASE)
        if match["pronoun"]:
            out.append(Mention(span, (), word=words.lower()))
        elif match["officer"]:
            out.append(Mention(span, (Party(PartyKind.POST, "Officer"),), word="officer", person=True, answers=True))
        elif match["councillor"]:
            out.append(
                Mention(span, (Party(PartyKind.POST, "Councillor"),), word="councillor", person=True, councillor=True)
            )
        elif match["somebody"] or match["clerk"]:
            noun = bare.split()[-1].capitalize()
            out.append(
                Mention(
                    span,
                    (Party(PartyKind.POST, noun),),
                    word="post",
                    person=True,
                    councillor=noun != "Clerk",
                    answers=noun == "Clerk",
                )
            )
        elif match["members"]:
            out.append(
                Mention(
                    span,
                    (
                        Party(
                            PartyKind.BODY,
                            re.sub(r"\s+of\s.*", "", f"{bare[0].upper()}{bare[1:]}")
                            if words not in ("All", "Others", "Everyone", "everyone")
                            else "Members",
                        ),
                    ),
                    word="members",
                )
            )
        elif (
            match["group"]
            and words[:1].islower()
            and not re.match(r"(?:the|our|its|both|all|relevant|each)\s", words)
            and bare not in _PLURALS
        ):
            continue  # "every secondary school would have": no one school promises
        elif match["group"]:
            out.append(Mention(span, (Party(PartyKind.BODY, bare[:1].upper() + bare[1:]),), word="group"))
        elif match["post"] or (match["named"] and _HEADED.match(bare)):
            out.append(
                Mention(
                    span, (Party(PartyKind.POST, bare),), word="post", person=True, answers=not _PRESIDES.search(bare)
                )
            )
        elif match["named"] and not re.match(r"(?:of|and|for)\b", bare):
            out.append(Mention(span, (Party(PartyKind.BODY, bare),), word="named"))
        elif match["acronym"] and bare not in (
            "RESOLVED",
            "AGREED",
            "ACTION",
            "NOTED",
            "PDF",
            "MBE",
            "OBE",
            "CBE",
            "SEND",
            "AOB",
            "EHCP",
        ):
            out.append(Mention(span, (Party(PartyKind.BODY, bare),), word="acronym"))
    return out
