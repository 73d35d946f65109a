"""Document -> facts. The finders run in order, and each sees what the ones before it found."""

from __future__ import annotations

from dataclasses import replace

from kg.document import Document
from kg.extract.commitments import find_commitments
from kg.extract.commitments.strangers import introduce
from kg.extract.meetings import find_meeting
from kg.extract.observations import find_observations
from kg.extract.people import find_people
from kg.facts import DocumentFacts, Due


def extract_facts(document: Document) -> DocumentFacts:
    """All that a document states: the meeting, who was there, what was promised, what was measured."""
    meeting, meeting_doubts = find_meeting(document)
    people, people_doubts = find_people(document, meeting)
    commitments, unused = find_commitments(document, meeting, people)
    people = introduce(document, people, commitments)
    observations = find_observations(document)
    if document.closed:
        commitments = tuple(replace(one, due=_in_text(document, one.due)) for one in commitments)
        observations = tuple(replace(one, at=document.in_text(one.at)) for one in observations)
    return DocumentFacts(
        source=document.name,
        meeting=meeting,
        people=people,
        commitments=commitments,
        observations=observations,
        unused=unused,
        doubts=tuple(sorted({*meeting_doubts, *people_doubts})),
    )


def _in_text(document: Document, due: Due | None) -> Due | None:
    """A due date whose words are found in the text: finders work on the copy in which marks are closed up."""
    return replace(due, span=document.in_text(due.span)) if due and due.span.length else due
