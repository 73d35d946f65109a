"""What words look like on the page: a title, shouting, a narrative, a decision."""

from __future__ import annotations

import re

VERB = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|would|will|could|should|said|asked|reported|noted|advised|agreed|"
    r"explained|presented|received|considered|stated|gave|introduced|welcomed|thanked|did|may|must)\b",
    re.IGNORECASE,
)
# "That the strategy be supported": a sentence of its own that begins so is a decision, whose RESOLVED is gone.
DECIDES = re.compile(
    r"(?:\(?[a-z0-9]{1,3}[.)]\s*)?(?:that|to|it was|requests?|considered|noted?|not|"
    r"(?:support|ask|note|approve|agree|endorse|instruct|recommend|delegate|welcome)s?)\b",
    re.IGNORECASE,
)
STATED = re.compile(r"That,?\s+(?:the|a|an|this|it|all|any|further|those|officers|members|[A-Z][\w'-]*)\b")
SIGNATURE = re.compile(r"(?:CHAIR(?:MAN|PERSON|WOMAN)?|CONVENER|MAYOR)\b[\s._]*(?:DATE[\s.:_]*)?$")
_DUTY = re.compile(
    r"\b(?:[Cc]lerk|[Cc]hairman|[Cc]hair|Cllrs?\.?(?:\s[A-Z][\w'-]+)+|[A-Z]{2,3})\s+to\s+(?!be\b)[a-z]+\s+[a-z]"
)
_SMALL = re.compile(r"(?:[^a-z]*[a-z]){15}")  # so many small letters are more than a tenth of any title
_STOP = re.compile(r"(?<!Cllr)(?<!Cllrs)(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)(?<!No)(?<!\s[A-Z])\.\s")
_SMALL_WORD = re.compile(r"\s[a-z]+\s")
_CLOSED = re.compile(r"[.;,]$")
# The past tense in which minutes are told, and the wording of an agenda, a summons or a note on the meeting.
_TOLD = re.compile(
    r"\b(?:was|were|had|would|reported|considered|noted|asked|agreed|resolved|submitted|presented|received|thanked|"
    r"welcomed|informed|advised|suggested|requested|drew|explained|stated|said|confirmed|commented|proposed|moved|"
    r"undertook|replied|responded|outlined|highlighted|expressed|discussed|updated|offered|raised|met|attended|been)\b"
)
_ANNOUNCED = re.compile(
    r"^(?:To\s+[a-z]+|Report\s+of|Members\s+are|(?:This|The)\s+(?:report|item|meeting|paper)\s+(?:is|will|sets|asks|"
    r"provides|seeks|presents)|Please|Notice)\b|\b(?:is|are)\s+(?:asked|invited|requested|recommended|reminded|"
    r"required|hereby)\b|\bhereby\b|\bfollowing\s+(?:members\s+)?(?:were|was)\s+(?:present|in\s+attendance)\b|"
    r"\b(?:meeting|MEETING|Meeting)\b[^.;]{0,80}\b(?:was|were)\s+held\b|\bat\s+which\b[^.;]{0,40}\bpresent\b"
)
# "The Panel RESOLVED to:", "It was agreed that:", "The Committee:": what follows is what was decided.
_OPENS_LIST = re.compile(
    r"(?:\b(?:resolved|agreed|resolves|agrees|decided|recommend(?:s|ed|ing)?)\b[^.;:]{0,100}|^That\s+(?:the\s+)?"
    r"(?:[A-Z][\w&-]*\s+){0,6}(?:Cabinet|Committee|Panel|Board|Commission|Forum|Authority|Council|Executive)|(?:^|"
    r"(?<=\.\s))The\s+(?:[A-Z][\w-]*\s+){0,5}(?:Committee|Panel|Board|Commission|Forum|Authority|"
    r"Council|Cabinet|Sub-Committee|Group)(?:\s+(?:that|to|also|therefore|then|accordingly))*)\s*:\s*-*\s*$|"
    r"\b(?:resolved|agreed|decided)\s+(?:unanimously\s+)?(?:that|to)\s*$",
    re.IGNORECASE,
)
_FAR = 1000  # characters
_MOVED = re.compile(
    r"\b(?:moved|seconded|amendment|motion)\b(?![^.]*\b(?:and|it\s+was)\s+(?:unanimously\s+|duly\s+)?(?:resolved|agreed|carried)\b"
    r"[^.;]{0,20}:)",
    re.IGNORECASE,
)
_SUBJUNCTIVE_BE = re.compile(
    r"(?P<subject>(?:[^\s.;:?]+\s+){1,40}?)be\s+(?:noted|received|approved|agreed|endorsed|adopted|accepted|appointed|"
    r"confirmed|supported|authorised|requested|asked|instructed|thanked|recommended|submitted|brought|given|reported|"
    r"circulated|deferred)\b"
)
# What may not stand before that "be": a finite verb, or a clause that asks for it.
_TELLS = re.compile(
    r"\b(?:that|to|not|which|who|was|were|is|are|had|has|have|would|will|could|should|must|may|might|can|cannot|shall|"
    r"asked|urged|suggested|requested|proposed|recommended|said|it|there|he|she|they|we)\s+(?:also\s+|then\s+|now\s+)?$|"
    r"\b(?:that|was|were|would|could|should|had|has|asked|urged|suggested|requested|said)\b",
    re.IGNORECASE,
)


def is_title(text: str) -> bool:
    """Whether words could be the title of an item: short, not a sentence.

    >>> is_title("Highway Maintenance and Potholes"), is_title("The Panel noted the report.")
    (True, False)
    """
    text = text.strip()
    if not text or len(text) > 140 or _CLOSED.search(text) or text[0].islower() or _DUTY.search(text):
        return False
    if is_shouted(text):
        return True
    return len(text.split()) <= 16 and not VERB.search(text) and ". " not in text


def runs_on_at(text: str, *, referenced: bool) -> int:
    """Where a title ends that runs on into its text; 0 if none does.

    >>> runs_on_at("Apologies. County Cllr. Hill was away.", referenced=True)
    9
    >>> runs_on_at("Apologies: Cllr. Hill was away.", referenced=True)
    9
    >>> runs_on_at("Apologies: Cllr. Hill was away.", referenced=False)
    0

    Args:
        text: what stands behind the number of the item.
        referenced: whether that number is a reference ("82/23"): then a colon may close the title too.
    """
    full_stop = _STOP.search(text)
    stop = full_stop.start() if full_stop else len(text) - 1
    if referenced and 0 < text.find(": ") < stop:
        stop = text.find(": ")
    closed = 0 < stop <= 60 and text[stop] in ".:" and is_title(text[:stop]) and len(text[:stop].split()) <= 8
    return stop if closed else 0


def is_shouted(text: str) -> bool:
    """Whether words are written in capitals.

    >>> is_shouted("HIGHWAYS AND WASTE"), is_shouted("RESOLVED that it be noted")
    (True, False)
    """
    if len(text) <= 140 and _SMALL.match(text):
        return False
    letters = list(filter(str.isalpha, text))
    return len(letters) >= 5 and sum(map(str.isupper, letters)) / len(letters) > 0.9


def leads(words: str) -> bool:
    """Whether words lead in what follows: a colon or a dash closes them."""
    return words.rstrip().endswith((":", "-"))


def is_narrative(words: str) -> bool:
    """Whether a paragraph tells something, rather than naming or heading."""
    return len(words) > 60 and words.rstrip()[-1:] in ".:;-?" and VERB.search(words) is not None


def is_account(words: str) -> bool:
    """Whether a paragraph tells what happened at a meeting, rather than what its agenda announces.

    >>> is_account("The Harbour Master presented the report, copies of which had been sent to Members before.")
    True
    >>> is_account("To receive the report of the Harbour Master, which was sent out to Members before.")
    False
    """
    closed = len(words) > 60 and words.rstrip()[-1:] in ".:;-?"
    return closed and bool(_TOLD.search(words)) and not _ANNOUNCED.search(words)


def opens_list(words: str) -> bool:
    """Whether a paragraph ends by saying that what was decided follows; what was only moved is no decision.

    >>> opens_list("The Panel RESOLVED to:"), opens_list("Councillor Hay moved that the Panel resolved to:")
    (True, False)
    """
    if not words.rstrip().rstrip("-").rstrip().endswith((":", "that", "to")) or not _OPENS_LIST.search(words):
        return False
    # Each motion is looked behind to the end of the sentence, so not too many of them.
    return _MOVED.search(words, max(words.rfind(".") + 1, len(words) - _FAR)) is None


def is_stripped_resolution(words: str) -> bool:
    """ "(a) to endorse the report; and": the entry of a list of decisions whose RESOLVED a web site has dropped."""
    return bool(re.match(r"(?:to\s+[a-z]+\s|that\s+(?:the|a|an|officers|partners|members)\b)", words))


def is_entry_of_decisions(words: str) -> bool:
    """ "(i) to request that officers report back; and": one of several decisions, on a page that prints nothing else.

    >>> is_entry_of_decisions("to ask the Harbour Master to sound the channel;")
    True
    >>> is_entry_of_decisions("To receive apologies for absence")
    False
    """
    entry = words.removesuffix("and").rstrip() if words.endswith(" and") else words
    return words[:1].islower() and entry.endswith(";") and _SMALL_WORD.search(entry, 0, len(entry) - 1) is not None


def goes_on_after(entry: str, words: str) -> bool:
    """Whether words go on with a list of decisions by their look: "…; and" stands before them, or a capital letter.

    >>> goes_on_after("the report be noted; and", "the gate be mended"), goes_on_after("Noted.", "B.  a visit be made")
    (True, True)
    >>> goes_on_after("The report be noted.", "The gate was mended.")
    False
    """
    ended = re.search(r"(?:;|[;,]\s+and)$", entry) is None or words.startswith("To ")  # "To ensure …": the reason
    return not ended or re.match(r"[A-H][.)]\s+(?:[a-z]|That\b|To\b)", words) is not None


def is_stripped_decision(words: str) -> bool:
    """ "(a) the report be noted": a numbered entry in the form of decisions, which nobody uses in telling.

    >>> is_stripped_decision("subject to the changes, the work programme be approved;")
    True
    >>> is_stripped_decision("The report should be noted."), is_stripped_decision("It was to be noted.")
    (False, False)
    """
    if re.match(r"That\s+(?!is\b|was\b|would\b|will\b|meant\b|said\b|had\b)\w", words):
        return True
    match = _SUBJUNCTIVE_BE.match(words.removeprefix("that "))
    return match is not None and not _TELLS.search(match["subject"])
