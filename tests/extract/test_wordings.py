"""The many wordings in which clerks write the same thing: one sentence each, beside what it is and who is bound or asks."""

from __future__ import annotations

import pytest

from kg.extract import extract_facts
from kg.facts import Commitment, Strength
from kg.read import read_document

HEAD = """Seaholm Council
Harbour Panel
10 September 2024

Present: Councillor Mary Hill (Chair), Councillor Ada Bell
In attendance: Tom Field, Head of Harbours; Dr Lena Osei, Port Health Officer

Next meeting: 3 December 2024

4. DREDGING

Mr Field presented the report.

"""

COMMITMENTS = [
    ("Mr Field gave Members his word that the slipway would reopen before Easter.", "promise", "Tom Field"),
    ("Mr Field committed to bringing a costed plan to the Panel in May.", "promise", "Tom Field"),
    ("Mr Field said he would take that away and come back with an answer.", "promise", "Tom Field"),
    ("Mr Field explained that he planned to publish the tide tables by the end of November.", "promise", "Tom Field"),
    ("Mr Field acknowledged the omission and would rectify it in the next report.", "promise", "Tom Field"),
    ("The Head of Harbours took an action to speak to the contractor.", "promise", "Tom Field"),
    ("Mr Field accepted the suggestion and would add it to the plan.", "promise", "Tom Field"),
    ("Mr Field stated that a written response would follow.", "promise", "Tom Field"),
    ("A response would be provided outside the meeting.", "promise", "Tom Field"),
    ("Mr Field noted the request and would respond in writing.", "promise", "Tom Field"),
    ("Mr Field advised that work was under way and would be complete by 31 March 2025.", "promise", "Tom Field"),
    ("It was confirmed that a further update would be given at the next meeting.", "promise", "Tom Field"),
    ("Members were assured that the buoys would be replaced by June 2025.", "promise", "Tom Field"),
    ("Assurance was given that the buoys would be replaced by June 2025.", "promise", "Tom Field"),
    (
        "Mr Field is to meet the Environment Agency on 4 October 2024 and will report to the Panel.",
        "promise",
        "Tom Field",
    ),
    ("Mr Field will look into this and feed back to Members.", "promise", "Tom Field"),
    ("Mr Field said officers were due to bring a report to the Panel in January 2025.", "promise", "Officers"),
    ("The report was due to come to the Panel in January 2025.", "promise", "Tom Field"),
    ("The strategy was scheduled to be presented to the Panel in January 2025.", "promise", "Tom Field"),
    ("A review was to be completed by December 2024.", "promise", "Tom Field"),
    ("Mr Field reported that recruitment would start in October 2024.", "promise", "Tom Field"),
    ("Mr Field was keen to share the plan with Members in advance and would arrange this.", "promise", "Tom Field"),
    ("Mr Field promised Councillor Bell an answer by Friday.", "promise", "Tom Field"),
    ("Mr Field guaranteed that no berth would be let before the Panel had seen the list.", "promise", "Tom Field"),
    ("Mr Field said that yes, he would circulate the list.", "promise", "Tom Field"),
    ("In reply, Mr Field said that he was more than willing to circulate the list.", "promise", "Tom Field"),
    ("Mr Field saw no reason why the list could not be circulated and would do so.", "promise", "Tom Field"),
    ("Mr Field said he would be writing to all berth holders in October 2024.", "promise", "Tom Field"),
    ("Mr Field would ensure that the list was circulated.", "promise", "Tom Field"),
    ("Mr Field would make sure that the list reached Members.", "promise", "Tom Field"),
    ("Mr Field would pick this up with the contractor.", "promise", "Tom Field"),
    ("Mr Field would liaise with the contractor and let Members know.", "promise", "Tom Field"),
    ("The Head of Harbours advised that a list can be circulated and that this would be done.", "promise", "Tom Field"),
    ("Arrangements would be made for Members to visit the harbour office.", "promise", "Tom Field"),
    ("The matter would be looked into and a reply sent to Councillor Bell.", "promise", "Tom Field"),
    ("The figures, which were not to hand, would be supplied.", "promise", "Tom Field"),
    (
        "This information was not available at the meeting but would be made available to Members.",
        "promise",
        "Tom Field",
    ),
    ("The Head of Harbours would supply the figures.", "promise", "Tom Field"),
    (
        "Mr Field replied that the figures were being compiled and Members would have them by Christmas.",
        "promise",
        "Tom Field",
    ),
    ("Members would receive the figures before the next meeting.", "promise", "Tom Field"),
    ("Members will be kept informed.", "promise", "Tom Field"),
    ("The Panel would be kept up to date with progress.", "promise", "Tom Field"),
    ("There would be a briefing for Members in October 2024.", "promise", "Tom Field"),
    ("A briefing session for Members is planned for October 2024.", "promise", "Tom Field"),
    ("A progress report will come to the Panel in six months.", "promise", "Tom Field"),
    ("The Chair would write to the Minister.", "promise", "Mary Hill"),
    ("The Chair said that she would raise the matter with the Leader.", "promise", "Mary Hill"),
    ("The Chair undertook to raise it.", "promise", "Mary Hill"),
    ("Councillor Bell offered to attend the next users' group.", "promise", "Ada Bell"),
    ("Councillor Bell agreed to act as the Panel's link with the yacht clubs.", "promise", "Ada Bell"),
    ("Councillor Bell asked for the figures to be broken down by pier.", "request", "Ada Bell"),
    ("Councillor Bell asked to see the figures by pier.", "request", "Ada Bell"),
    ("Councillor Bell asked if the figures could be broken down by pier.", "request", "Ada Bell"),
    ("Councillor Bell queried whether the figures might be broken down by pier in future.", "request", "Ada Bell"),
    ("Councillor Bell requested sight of the contract.", "request", "Ada Bell"),
    ("Councillor Bell sought a breakdown of the figures by pier.", "request", "Ada Bell"),
    ("Councillor Bell called for a full report on the crane.", "request", "Ada Bell"),
    ("Councillor Bell urged officers to repair the crane before the winter.", "request", "Ada Bell"),
    ("Councillor Bell pressed for a date to be set for the repair.", "request", "Ada Bell"),
    ("Councillor Bell wished to see a table of the fees in the next report.", "request", "Ada Bell"),
    ("Councillor Bell said it would be helpful if the next report included the fees.", "request", "Ada Bell"),
    (
        "Councillor Bell felt that it would be useful to have a list of the fees in the next report.",
        "request",
        "Ada Bell",
    ),
    ("Councillor Bell said that she would welcome a report on the crane.", "request", "Ada Bell"),
    ("Councillor Bell expressed a wish for a report on the crane.", "request", "Ada Bell"),
    (
        "Councillor Bell hoped that officers could provide a report on the crane and asked that this be done.",
        "request",
        "Ada Bell",
    ),
    ("Councillor Bell proposed that the Panel visit the harbour.", "request", "Ada Bell"),
    ("Councillor Bell recommended that officers look at the scheme in Larchford.", "request", "Ada Bell"),
    (
        "Councillor Bell was of the view that a report should be brought to the Panel and asked for one.",
        "request",
        "Ada Bell",
    ),
    ("Members asked for a report on the crane.", "request", "Members"),
    ("Members requested that a report on the crane be brought to the next meeting.", "request", "Members"),
    ("It was requested that a report on the crane be brought.", "request", "Harbour Panel"),
    ("It was asked that the fees be published.", "request", "Harbour Panel"),
    ("It was suggested that the fees be published online.", "request", "Harbour Panel"),
    ("Members suggested that the fees should be published online.", "request", "Members"),
    ("The Panel would like to see the fees published online.", "request", "Harbour Panel"),
    ("The Panel wished to receive a further report in March.", "request", "Harbour Panel"),
    (
        "The Panel expressed an interest in visiting the harbour and asked that this be arranged.",
        "request",
        "Harbour Panel",
    ),
    ("Further information was requested on the crane.", "request", "Harbour Panel"),
    ("Officers were asked to bring a report on the crane.", "request", "Officers"),
    ("Officers were requested to look again at the fees.", "request", "Officers"),
    ("Officers were encouraged to look again at the fees.", "request", "Officers"),
    ("Officers were urged to look again at the fees.", "request", "Officers"),
    ("The Head of Harbours was invited to bring a report on the crane to the March meeting.", "request", "Tom Field"),
    ("The Panel invited the contractor to attend its next meeting.", "request", "Harbour Panel"),
    ("The Panel instructed the Head of Harbours to obtain three quotations.", "request", "Harbour Panel"),
    ("The Chair asked that the Panel's thanks be passed on to the crew.", "request", "Mary Hill"),
    ("The Chair requested a copy of the survey.", "request", "Mary Hill"),
    ("The Chair invited officers to submit a revised plan to the next meeting.", "request", "Mary Hill"),
    ("The Panel agreed that the fees be published online.", "resolution", "Harbour Panel"),
    ("The Panel agreed to set up a task group on moorings.", "resolution", "Harbour Panel"),
    ("The Panel decided to visit the harbour in May.", "resolution", "Harbour Panel"),
    ("The Panel determined that a working group be established.", "resolution", "Harbour Panel"),
    ("It was decided to write to the Minister.", "resolution", "Harbour Panel"),
    ("It was decided that the Clerk should write to the Minister.", "resolution", "Clerk"),
    ("It was resolved to write to the Minister.", "resolution", "Harbour Panel"),
    ("It was unanimously agreed to write to the Minister.", "resolution", "Harbour Panel"),
    ("It was the decision of the Panel that the Head of Harbours write to the Minister.", "resolution", "Tom Field"),
    (
        "On being put to the vote it was carried that the Head of Harbours write to the Minister.",
        "resolution",
        "Tom Field",
    ),
    ("Members were in agreement that the fees be published online.", "resolution", "Harbour Panel"),
    ("Members agreed the fees should be published online.", "resolution", "Harbour Panel"),
    ("There was general agreement that the Clerk should write to the Minister.", "resolution", "Clerk"),
    ("The consensus was that the Clerk should write to the Minister.", "resolution", "Clerk"),
    ("Agreed: the Clerk to write to the Minister.", "resolution", "Clerk"),
    ("Agreed to ask the Head of Harbours for a report.", "resolution", "Tom Field"),
    ("Action: Head of Harbours to obtain costs.", "resolution", "Tom Field"),
    ("The Panel directed that the fees be reviewed.", "resolution", "Harbour Panel"),
]

NONE = [
    "Mr Field said that the crane had been repaired in June.",
    "Mr Field explained how the fees were set every year.",
    "Mr Field undertook the inspection in May.",
    "Members thanked Mr Field for the report.",
    "The Panel noted the report.",
    "Councillor Bell asked how many berths there were.",
    "Councillor Bell asked when the crane had been repaired.",
    "Mr Field would not be drawn on the matter.",
    "Mr Field hoped that the weather would improve.",
    "The crane would cost £40,000.",
    "Mr Field said that without the grant the slipway would have closed.",
    "If a berth were empty it would be let.",
    "Mr Field agreed with Councillor Bell.",
    "The Panel was agreed that the view was fine.",
    "The minutes of the last meeting were agreed as a correct record.",
    "Councillor Bell suggested that the fees were too high.",
    "Mr Field believed that the crane would last another ten years.",
    "Mr Field reminded Members that the Panel had asked for a report in May.",
    "It was suggested that the weather was to blame.",
    "Members discussed whether the fees should be published.",
    "The yacht club had promised to pay.",
    "The Council will always put safety first.",
    "Mr Field said that it would be difficult to say.",
    "The tide would be high at noon.",
]


def commitments(sentence: str) -> list[Commitment]:
    """What the sentence alone holds, when the report has been presented."""
    facts = extract_facts(read_document(f"{HEAD}{sentence}\n".encode(), "minutes.txt"))
    own = len(HEAD) - 1
    return [c for c in facts.commitments if c.evidence[0].span.start >= own and c.strength is not Strength.SOFT]


@pytest.mark.parametrize(("sentence", "kind", "by"), COMMITMENTS, ids=[row[0] for row in COMMITMENTS])
def test_a_wording_and_what_it_is(sentence: str, kind: str, by: str) -> None:
    (found,) = commitments(sentence)
    assert (str(found.kind), "; ".join(party.name for party in found.by)) == (kind, by)


@pytest.mark.parametrize("sentence", NONE)
def test_a_wording_that_binds_nobody(sentence: str) -> None:
    assert commitments(sentence) == []
