"""What clerks write short: answers without their verb, notes without their subject, people by their first names.

Each row is a passage beside everything that it commits somebody to, in order; most have a twin that commits nobody.
"""

from __future__ import annotations

import pytest

from kg.extract import extract_facts
from kg.facts import Commitment, PersonKind, Strength
from kg.read import read_document

HEAD = """Seaholm Council
Harbour Panel
10 September 2024

Present: Councillor Mary Hill (Chair), Councillor Ada Bell, Councillor Tom Orr
In attendance: Jon Field, Head of Harbours; Dr Lena Osei, Port Health Officer

Next meeting: 3 December 2024

4. DREDGING

Mr Field presented the report.

"""

PROMISE, REQUEST, RESOLUTION = "promise", "request", "resolution"
BELL, ORR, FIELD, OSEI, HILL, PANEL = "Ada Bell", "Tom Orr", "Jon Field", "Lena Osei", "Mary Hill", "Harbour Panel"

PASSAGES: list[tuple[str, list[tuple[str, str, str]]]] = [
    # Answers that leave out what was asked for.
    (
        "Councillor Bell asked for the log to be sent out. Mr Field said that in that case it would.",
        [
            (REQUEST, BELL, "Councillor Bell asked for the log to be sent out"),
            (PROMISE, FIELD, "Mr Field said that in that case it would"),
        ],
    ),
    (
        "Councillor Bell asked Mr Field to meet the crews, and he said that he would.",
        [
            (REQUEST, BELL, "Councillor Bell asked Mr Field to meet the crews"),
            (PROMISE, FIELD, "he said that he would"),
        ],
    ),
    (
        "Councillor Bell asked Mr Field to keep the crews informed. He would.",
        [
            (REQUEST, BELL, "Councillor Bell asked Mr Field to keep the crews informed"),
            (PROMISE, FIELD, "He would"),
        ],
    ),
    (
        "Councillor Orr wondered whether training would be offered again. Mr Field said it would, in the spring term.",
        [(PROMISE, FIELD, "Mr Field said it would, in the spring term")],
    ),
    ("Councillor Orr wondered whether it would rain. Mr Field said it would.", []),
    ("Mr Field had met the crews. He would.", []),
    # Verbs that are acts only with the words behind them.
    (
        "Councillor Bell asked that the log be sent out. Mr Field would see to it.",
        [
            (REQUEST, BELL, "Councillor Bell asked that the log be sent out"),
            (PROMISE, FIELD, "Mr Field would see to it"),
        ],
    ),
    (
        "Mr Field thought that a good idea and would be in touch with the crews.",
        [(PROMISE, FIELD, "a good idea and would be in touch with the crews")],
    ),
    ("Mr Field would try again in October.", [(PROMISE, FIELD, "Mr Field would try again in October")]),
    ("Mr Field would try to help.", []),
    ("Mr Field would be in the room.", []),
    ("The mast would be seen from eleven miles away.", []),
    ("This would give Members a chance to see the plan.", []),
    ("Mr Field would be standing down in May.", []),
    (
        "Dr Osei took this away as an action.",
        [(PROMISE, OSEI, "Dr Osei took this away as an action")],
    ),
    # Promises in the passive and by a noun.
    (
        "A report was promised for the December meeting.",
        [(PROMISE, FIELD, "A report was promised for the December meeting")],
    ),
    (
        "This was promised by Dr Osei, beginning in May.",
        [(PROMISE, OSEI, "This was promised by Dr Osei, beginning in May")],
    ),
    ("The club had been promised by the water company that it would be mended by May 2024.", []),
    (
        "The map was going to be updated by 4 October 2024.",
        [(PROMISE, FIELD, "The map was going to be updated by 4 October 2024")],
    ),
    ("The map was going to be updated.", []),
    (
        "Details could be provided outside of the meeting.",
        [(PROMISE, FIELD, "Details could be provided outside of the meeting")],
    ),
    ("More details could be provided by the State.", []),
    ("The company said it would quote but has not.", []),
    (
        "She undertook that the list would be checked, that the berths would be painted, and that the fees would be "
        "looked at again.",
        [
            (PROMISE, FIELD, "She undertook that the list would be checked"),
            (PROMISE, FIELD, "the berths would be painted"),
            (PROMISE, FIELD, "the fees would be looked at again"),
        ],
    ),
    (
        "Councillor Bell will speak to the school and Councillor Orr will contact the police.",
        [
            (PROMISE, BELL, "Councillor Bell will speak to the school"),
            (PROMISE, ORR, "Councillor Orr will contact the police"),
        ],
    ),
    # Notes of what is to be done.
    ("To be reported to the county.", [(RESOLUTION, PANEL, "To be reported to the county")]),
    ("To be settled by the Annual Council.", []),
    ("Date to be confirmed.", []),
    (
        "Church Street: contract to be signed in October.",
        [(RESOLUTION, PANEL, "Church Street: contract to be signed in October")],
    ),
    ("Draft to come to the next meeting.", [(RESOLUTION, PANEL, "Draft to come to the next meeting")]),
    (
        "Ash Road: to start on 10 October 2024.",
        [(RESOLUTION, PANEL, "Ash Road: to start on 10 October 2024")],
    ),
    ("Road to go to the beach.", [(RESOLUTION, PANEL, "Road to go to the beach")]),
    ("A friend urged anyone interested to come to the drill night.", []),
    ("It was too late to go to the beach.", []),
    ("Ash Road: to start some day.", []),
    (
        "Dr Osei to provide Mr Field with a paragraph to be put into the letter.",
        [(RESOLUTION, OSEI, "Dr Osei to provide Mr Field with a paragraph to be put into the letter")],
    ),
    ("Mr Field still to send the figures.", [(RESOLUTION, FIELD, "Mr Field still to send the figures")]),
    (
        "Deferred to the December meeting for Mr Field to find out the price.",
        [(RESOLUTION, FIELD, "Mr Field to find out the price")],
    ),
    # What the body lets somebody do.
    (
        "Members were content for the Chair to write to the Minister.",
        [(RESOLUTION, HILL, "Members were content for the Chair to write to the Minister")],
    ),
    (
        "The Panel was happy for the list to be circulated.",
        [(RESOLUTION, PANEL, "The Panel was happy for the list to be circulated")],
    ),
    ("Members were content for the report to proceed.", []),
    ("Members were content with the report.", []),
    ("Last time it was decided to write to the Minister.", []),
    # Requests by other words.
    (
        "Councillor Bell asked would it be possible to have the figures by pier.",
        [(REQUEST, BELL, "Councillor Bell asked would it be possible to have the figures by pier")],
    ),
    (
        "Councillor Bell asked could the steps be cleared.",
        [(REQUEST, BELL, "Councillor Bell asked could the steps be cleared")],
    ),
    ("Councillor Bell asked could it freeze.", []),
    (
        "The Chair reminded Members who had not done the course to complete it before May.",
        [(REQUEST, HILL, "The Chair reminded Members who had not done the course to complete it before May")],
    ),
    ("The Chair reminded Members to declare interests.", []),
    (
        "Members should send their thoughts to the Chair by 15 October 2024.",
        [(REQUEST, PANEL, "Members should send their thoughts to the Chair by 15 October 2024")],
    ),
    ("Members should send their thoughts to nobody.", []),
    (
        "Councillor Bell wanted to be shown the vacancies by team.",
        [(REQUEST, BELL, "Councillor Bell wanted to be shown the vacancies by team")],
    ),
    ("Councillor Bell would prefer to see no increase.", []),
    (
        "Councillor Bell would be very interested to read the evaluation.",
        [(REQUEST, BELL, "Councillor Bell would be very interested to read the evaluation")],
    ),
    (
        "The Chair thought that the Panel needed to see the figures monthly.",
        [(REQUEST, HILL, "The Chair thought that the Panel needed to see the figures monthly")],
    ),
    (
        "Councillor Orr wants all three pumps looked at by somebody from outside.",
        [(REQUEST, ORR, "Councillor Orr wants all three pumps looked at by somebody from outside")],
    ),
    (
        "Councillor Bell proposed emailing all berth holders.",
        [(REQUEST, BELL, "Councillor Bell proposed emailing all berth holders")],
    ),
    (
        "Councillor Bell said that the clubs should be consulted.",
        [(REQUEST, BELL, "Councillor Bell said that the clubs should be consulted")],
    ),
    ("Councillor Bell said that the clubs should be proud.", []),
    ("Members discussed what they wished to see before the valuation.", []),
    ("Councillor Bell asked for how long the crane would last.", []),
    ("Councillor Bell wished the crew to be thanked.", []),
    ("Councillor Bell wished the Panel to know that she had sold her boat.", []),
    (
        "Councillor Bell urged the Fund to sign the code.",
        [(REQUEST, BELL, "Councillor Bell urged the Fund to sign the code")],
    ),
    (
        "Members were encouraged to complete the survey by 4 October 2024.",
        [(REQUEST, "Members", "Members were encouraged to complete the survey by 4 October 2024")],
    ),
    ("Members were encouraged to complete the survey.", []),
    # Clerks who command, in their notes.
    (
        "Dr Osei email the county and ask for a date.",
        [(RESOLUTION, OSEI, "Dr Osei email the county and ask for a date")],
    ),
    ("Dr Osei then inform residents.", [(RESOLUTION, OSEI, "Dr Osei then inform residents")]),
    ("Dr Osei read the letter out.", []),
    ("Dr Osei report circulated before the meeting.", []),
    ("Members support the plan.", []),
    (
        "Some dates were suggested and Dr Osei to set this up.",
        [(RESOLUTION, OSEI, "Dr Osei to set this up")],
    ),
    # Suggestions without "that".
    (
        "It was suggested a sign ought to be put up on the shelter.",
        [(REQUEST, PANEL, "It was suggested a sign ought to be put up on the shelter")],
    ),
    (
        "Councillor Orr suggested the county be contacted.",
        [(REQUEST, ORR, "Councillor Orr suggested the county be contacted")],
    ),
    (
        "Councillor Orr requests the Parish Council write to the owner.",
        [(REQUEST, ORR, "Councillor Orr requests the Parish Council write to the owner")],
    ),
    (
        "There was a request that the stumps be cut down.",
        [(REQUEST, PANEL, "There was a request that the stumps be cut down")],
    ),
    (
        "A request was made for a meeting with the clubs.",
        [(REQUEST, PANEL, "A request was made for a meeting with the clubs")],
    ),
    ("Councillor Orr suggested the rise was to be expected.", []),
    ("Councillor Orr requested that it be minuted that he disagreed.", []),
    ("Councillor Orr would welcome the clubs' views.", []),
    # What is to be done is in the noun, in the place, or in what it is done to.
    (
        "Enquiries would be made about the lights.",
        [(PROMISE, FIELD, "Enquiries would be made about the lights")],
    ),
    (
        "This item would be added to the work programme.",
        [(PROMISE, FIELD, "This item would be added to the work programme")],
    ),
    (
        "The point would be raised with the ferry company.",
        [(PROMISE, FIELD, "The point would be raised with the ferry company")],
    ),
    ("More would be made of the view.", []),
    (
        "Dr Osei will be asking the clubs for their logs.",
        [(PROMISE, OSEI, "Dr Osei will be asking the clubs for their logs")],
    ),
    (
        "Dr Osei is going to press for a count in the new year.",
        [(PROMISE, OSEI, "Dr Osei is going to press for a count in the new year")],
    ),
    ("Dr Osei will be looking tired.", []),
    (
        "The Chief Constable said that he would be more than happy to attend a future meeting.",
        [(PROMISE, "Chief Constable", "he would be more than happy to attend a future meeting")],
    ),
    (
        "It was agreed that the Panel should make contact with the clubs.",
        [(RESOLUTION, PANEL, "It was agreed that the Panel should make contact with the clubs")],
    ),
    # Two undertakings in one sentence, and one that has two verbs.
    (
        "Mr Field undertook to raise this with the ferry company and to let Members know the answer.",
        [
            (PROMISE, FIELD, "Mr Field undertook to raise this with the ferry company"),
            (PROMISE, FIELD, "to let Members know the answer"),
        ],
    ),
    (
        "Mr Field undertook to reword the notice and to let the Chair see it.",
        [(PROMISE, FIELD, "Mr Field undertook to reword the notice and to let the Chair see it")],
    ),
    (
        "Mr Field undertook to write to the crews to explain the fees and to warn the clubs.",
        [(PROMISE, FIELD, "Mr Field undertook to write to the crews to explain the fees and to warn the clubs")],
    ),
    (
        "Mr Field to place the order and to book the crane.",
        [(RESOLUTION, FIELD, "Mr Field to place the order"), (RESOLUTION, FIELD, "to book the crane")],
    ),
    (
        "Councillor Bell asked Mr Field to show her the lights. He would be glad to, any Friday.",
        [
            (REQUEST, BELL, "Councillor Bell asked Mr Field to show her the lights"),
            (PROMISE, FIELD, "He would be glad to, any Friday"),
        ],
    ),
    ("Dr Osei would anonymise it and circulate it.", [(PROMISE, OSEI, "Dr Osei would anonymise it and circulate it")]),
    ("Dr Osei would find it hard to say.", []),
    (
        "It was intended to clear the backlog by May 2025.",
        [(PROMISE, FIELD, "It was intended to clear the backlog by May 2025")],
    ),
    ("It was intended to clear the backlog.", []),
    (
        "Recommend to full Council on 8 October that the lower price be accepted and the Clerk place the order.",
        [(RESOLUTION, "Clerk", "the Clerk place the order")],
    ),
    (
        "A meeting every six months was proposed and agreed.",
        [(RESOLUTION, PANEL, "A meeting every six months was proposed and agreed")],
    ),
    ("The price was proposed and agreed.", []),
    ("A vote of thanks was proposed and agreed.", []),
    ("The plan to be followed is the old one.", []),
    ("The road to go to the beach was closed.", []),
    ("Dr Osei present for this item only.", []),
    ("Councillor Bell to remain as Chair.", []),
    ("Residents want to see lower speeds.", []),
    (
        "The Panel concluded that the Chair should write to the Minister.",
        [(RESOLUTION, HILL, "The Panel concluded that the Chair should write to the Minister")],
    ),
    ("The Panel concluded that the report was good.", []),
    (
        "RESOLVED: That a stall is hired for the fair and that the report is noted.",
        [(RESOLUTION, PANEL, "That a stall is hired for the fair")],
    ),
]


def commitments(words: str, head: str = HEAD) -> list[Commitment]:
    facts = extract_facts(read_document(f"{head}{words}\n".encode(), "minutes.txt"))
    return [
        c for c in facts.commitments if c.evidence[0].span.start >= len(head) - 1 and c.strength is not Strength.SOFT
    ]


@pytest.mark.parametrize(("words", "expected"), PASSAGES, ids=[row[0][:60] for row in PASSAGES])
def test_a_passage_and_all_that_it_commits_to(words: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(str(c.kind), "; ".join(p.name for p in c.by), c.evidence[0].quote) for c in commitments(words)]
    assert found == expected


FIRST_NAMES = """Seaholm Allotments Group
Notes of the meeting on 10 September 2024

Present: Oona Marsh, Tim Frith-Ames, Sefton Gale (chair), Market Street Club

1. Shed

"""


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("Tim will find out the price.", "Tim Frith-Ames"),
        ("Oona to write to the owner.", "Oona Marsh"),
        ("Oona thought it dear. She would ask elsewhere.", "Oona Marsh"),
    ],
)
def test_who_is_listed_without_a_post_promises_by_the_first_name(words: str, by: str) -> None:
    (found,) = commitments(words, FIRST_NAMES)
    assert [party.name for party in found.by] == [by]


def test_a_word_of_the_name_of_a_place_is_no_first_name() -> None:
    assert commitments("Market will open later.", FIRST_NAMES) == []


def test_two_who_are_only_named_where_they_promise_are_people_of_the_document() -> None:
    facts = extract_facts(
        read_document(f"{HEAD}Marian & Odette volunteered to count the boats.\n".encode(), "minutes.txt")
    )
    (found,) = facts.commitments
    assert [party.name for party in found.by] == ["Marian", "Odette"]
    assert [(p.name, p.kind) for p in facts.people if p.name in ("Marian", "Odette")] == [
        ("Marian", PersonKind.OTHER),
        ("Odette", PersonKind.OTHER),
    ]
