"""Document -> facts. The finders run in order, and each sees what the ones before it found."""

from __future__ import annotations

from kg.document import Document
from kg.extract.commitments import find_commitments
from kg.extract.meetings import find_meeting
from kg.extract.observations import find_observations
from kg.extract.people import find_people
from kg.facts import DocumentFacts


def extract_facts(document: Document) -> DocumentFacts:
    """All that a document states: the meeting, who was there, what was promised, what was measured."""
    meeting, meeting_doubts = find_meeting(document)
    people, people_doubts = find_people(document, meeting)
    commitments, unused = find_commitments(document, meeting, people)
    observations = find_observations(document)
    return DocumentFacts(
        source=document.name,
        meeting=meeting,
        people=people,
        commitments=commitments,
        observations=observations,
        unused=unused,
        doubts=tuple(sorted({*meeting_doubts, *people_doubts})),
    )
