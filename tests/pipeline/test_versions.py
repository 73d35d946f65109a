"""Drafts, approved minutes, copies and pages of items in one folder: one of them counts, and the report says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import build_graph
from kg.query import answer_query, find_query
from kg.query.cells import exact_text
from kg.store import GraphFolder, open_store
from kg.validate import validate_graph
from kg.validate.report import Severity
from tests.conftest import DAY, EXAMPLES, Kg
from tests.forms import FORMS, About, render
from tests.pipeline.quads import read_generation, read_graphs

TEXT = """Seaholm Council

{title}MINUTES OF A MEETING OF THE HARBOUR PANEL

held on 4 May 2024 at 10.00 am

Present: Councillor Petra Hay (Chair), Councillor Ivo Marsh
In attendance: Jo Hill, Head of Moorings

1. MOORINGS

The Panel received a report on the moorings at the north quay, which had been laid in 1987 and were no longer safe in an
easterly wind. Ms Hill said that she would send the list of berths to members by {berths} 2024.

2. DREDGING

The Panel discussed the dredging of the inner basin, which silts up by a foot a year. {dredging}Members noted that the boat
club had complained twice, and that no reply had been sent to it.

RESOLVED: That the Clerk write to the boat club with an apology by 14 June 2024.
{foot}"""
UNDERTOOK = "Ms Hill undertook to write to the contractor about the spoil on the beach. "
DRAFT = TEXT.format(title="DRAFT ", berths="31 May", dredging=UNDERTOOK, foot="")
APPROVED = TEXT.format(title="", berths="7 June", dredging="", foot="\nSigned: P Hay, Chair     Date: 6 July 2024\n")
ITEM = (
    "Seaholm Council\n\nHarbour Panel - Saturday, 4 May 2024 10.00 am\n\n2. DREDGING\n\nMinutes:\n"
    + DRAFT.split("2. DREDGING")[1]
)
JULY = """Seaholm Council

MINUTES OF A MEETING OF THE HARBOUR PANEL

held on 6 July 2024

Present: Councillor Petra Hay (Chair)

1. MINUTES

The minutes of the meeting held on 4 May 2024 were approved as a correct record.

2. WEED

The Clerk undertook to have the weed cut by 1 August 2024.
"""
FILES = {"harbour-draft.txt": DRAFT, "harbour.txt": APPROVED, "dredging.txt": ITEM, "july.txt": JULY, "copy.txt": DRAFT}


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    """All of them in one folder."""
    folder = tmp_path / "minutes"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def graph(minutes: Path, tmp_path: Path) -> Path:
    """Their graph."""
    build_graph([minutes], tmp_path / "x.kg", as_of=DAY)
    return tmp_path / "x.kg"


def ask(graph: Path, name: str, columns: str, **values: str) -> list[tuple[str, ...]]:
    """Some columns of a canned query."""
    table = answer_query(find_query(name), open_store(graph), values, today=DAY).table
    places = [table.columns.index(column) for column in columns.split()]
    return [tuple(exact_text(row[place]) for place in places) for row in table.rows]


def test_only_what_was_approved_is_promised(graph: Path) -> None:
    assert ask(graph, "who-promised-what", "by due_by source") == [
        ("Jo Hill", "2024-06-07", "harbour.txt"),
        ("Clerk", "2024-06-14", "harbour.txt"),
        ("Clerk", "2024-08-01", "july.txt"),
    ]
    assert {source for *_, source in ask(graph, "officers", "name source")} == {"harbour.txt", "july.txt"}
    assert ask(graph, "meetings", "date source") == [("2024-05-04", "harbour.txt"), ("2024-07-06", "july.txt")]


def test_which_file_was_taken_can_be_asked(graph: Path) -> None:
    assert ask(graph, "versions", "current older relation why") == [
        ("harbour.txt", "copy.txt", "older", "a draft; the other is approved"),
        ("harbour.txt", "dredging.txt", "part", "a part of it"),
        ("harbour.txt", "harbour-draft.txt", "older", "a draft; the other is approved"),
    ]


def test_the_report_says_which_file_was_taken_and_what_the_others_have_besides(kg: Kg, minutes: Path) -> None:
    said = kg("build", minutes, "--as-of", "2026-06-01").err
    assert "5 documents in minutes.kg (3 older or second copies)" in said
    assert (
        "  taken: harbour.txt, not copy.txt (a draft; the other is approved); dredging.txt (a part of it); "
        "harbour-draft.txt (a draft; the other is approved)\n" in said
    )
    assert "3 commitments: 2 promises, 0 requests, 1 resolution" in said
    assert said.count("warning") == 3, "what three files have is told once"
    assert (
        "copy.txt: says “by 31 May 2024” where harbour.txt, which was taken, says “by 7 June 2024”: "
        "“…Hill said that she would send the list of berths to members …”; look which is right" in said
    )
    assert (
        "dredging.txt: “Ms Hill undertook to write to the contractor about the…”: not among the commitments of harbour.txt, "
        "which was taken; compare the two files" in said
    )


def test_the_older_ones_can_be_read_and_the_graph_is_sound(kg: Kg, graph: Path) -> None:
    assert kg("show", "--text", "harbour-draft.txt", "--graph", graph).out == DRAFT
    report = validate_graph(graph)
    assert [str(finding) for finding in report.findings if finding.severity > Severity.INFO] == []


def test_the_older_ones_state_nothing_but_what_they_are(graph: Path) -> None:
    lines = "\n".join(read_graphs(graph)["harbour-draft.txt"])
    assert "ontology#sha256" in lines
    assert "standings#draft" in lines
    assert "prov#alternateOf" in lines
    assert "/person/" not in lines
    assert "/commitment/" not in lines
    entries = {entry.name: entry for entry in GraphFolder.open(graph).manifest.documents}
    assert entries["harbour-draft.txt"].current == entries["harbour.txt"].iri
    assert entries["harbour.txt"].current == ""
    assert GraphFolder.open(graph).facts(entries["harbour-draft.txt"]).commitments


def test_month_by_month_gives_the_same_graph_as_all_at_once(minutes: Path, graph: Path, tmp_path: Path) -> None:
    for names in (sorted(FILES), sorted(FILES, reverse=True)):
        other = tmp_path / f"{names[0]}.kg"
        for name in names:
            build_graph([minutes / name], other, as_of=DAY)
        assert read_generation(other) == read_generation(graph)
        assert (other / "kg.json").read_bytes() == (graph / "kg.json").read_bytes()
    build_graph([minutes], tmp_path / "two.kg", as_of=DAY, jobs=2)
    assert read_generation(tmp_path / "two.kg") == read_generation(graph)


def test_a_changed_file_replaces_its_old_self(minutes: Path, graph: Path) -> None:
    (minutes / "harbour.txt").write_text(APPROVED.replace("7 June", "8 June"), encoding="utf-8")
    build_graph([minutes / "harbour.txt"], graph, as_of=DAY)
    assert ("2024-06-08", "harbour.txt") in ask(graph, "who-promised-what", "due_by source")
    assert len(ask(graph, "sources", "source")) == len(FILES)


def test_a_draft_alone_counts_until_it_is_approved(minutes: Path, tmp_path: Path) -> None:
    graph = tmp_path / "y.kg"
    build_graph([minutes / "harbour-draft.txt"], graph, as_of=DAY)
    assert {source for (source,) in ask(graph, "who-promised-what", "source")} == {"harbour-draft.txt"}
    build_graph([minutes / "harbour.txt"], graph, as_of=DAY)
    assert {source for (source,) in ask(graph, "who-promised-what", "source")} == {"harbour.txt"}


CUT = (
    TEXT.format(title="", berths="7 June", dredging="", foot="").split("Members noted")[0]
    + "\n\n3. WEED\n\nThe weed had grown."
)
PAGE = ITEM.replace("10.00 am\n", "10.00 am\n\nIn attendance: Jo Hill, Head of Moorings\n").replace(
    "twice,", "twice in 12 weeks,"
)


def test_of_the_page_of_an_item_is_taken_what_the_whole_does_not_have(tmp_path: Path, kg: Kg) -> None:
    """The site cuts long minutes short on the page of the meeting, and has all of them on the page of the item."""
    (tmp_path / "meeting.txt").write_text(CUT, encoding="utf-8")
    (tmp_path / "dredging.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "dredging-print.txt").write_text(PAGE.replace("spoil on the", "spoil  on the"), encoding="utf-8")
    said = kg("build", tmp_path, "--graph", "x.kg", "--as-of", "2026-06-01").err
    assert "3 commitments: 2 promises, 0 requests, 1 resolution" in said
    graph = tmp_path / "x.kg"
    assert ask(graph, "who-promised-what", "by by_role to due_by source") == [
        ("Jo Hill", "Head of Moorings", "Harbour Panel", "", "dredging.txt"),
        ("Clerk", "", "Harbour Panel", "2024-06-14", "dredging.txt"),
        ("Jo Hill", "Head of Moorings", "Harbour Panel", "2024-06-07", "meeting.txt"),
    ]
    assert ask(graph, "meetings", "date panel commitments source") == [
        ("2024-05-04", "Harbour Panel", "3", "meeting.txt")
    ]
    assert [item for (item,) in ask(graph, "by-panel", "item", panel="harbour")] == ["DREDGING", "DREDGING", "MOORINGS"]
    report = validate_graph(graph)
    assert [finding.message for finding in report.findings if finding.severity > Severity.INFO] == []


def test_what_was_struck_out_of_a_draft_is_not_promised(graph: Path) -> None:
    assert "spoil" not in " ".join(what for (what,) in ask(graph, "who-promised-what", "what"))


def test_a_commitment_names_the_other_files_in_which_its_words_stand(kg: Kg, graph: Path) -> None:
    commitments = ask(graph, "who-promised-what", "commitment what")
    (apology,) = [address for address, what in commitments if "boat club" in what]
    assert "Also in  copy.txt; dredging.txt; harbour-draft.txt" in kg("show", apology, "--graph", graph).out
    (weed,) = [address for address, what in commitments if "weed" in what]
    assert "Also in" not in kg("show", weed, "--graph", graph).out


def test_two_forms_of_one_name_have_the_same_addresses_whenever_they_are_built(tmp_path: Path) -> None:
    for name, text in (("may.txt", APPROVED), ("may.md", DRAFT), ("may-md.txt", JULY)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    for name in ("may-md.txt", "may.md", "may.txt"):
        build_graph([tmp_path / name], tmp_path / "y.kg", as_of=DAY)
    documents = GraphFolder.open(tmp_path / "x.kg").manifest.documents
    assert [(entry.name, entry.slug) for entry in documents] == [
        ("may.md", f"may-md-{documents[0].sha256[:8]}"),
        ("may-md.txt", "may-md-txt"),
        ("may.txt", "may-txt"),
    ]
    assert GraphFolder.open(tmp_path / "y.kg").manifest == GraphFolder.open(tmp_path / "x.kg").manifest


def test_a_printed_copy_without_the_council_is_that_of_the_page(tmp_path: Path) -> None:
    """What stands at the top of the site is not on the paper."""
    printed = APPROVED.replace("Seaholm Council\n\n", "").replace("Signed", "Councillor Marsh left at nine.\n\nSigned")
    (tmp_path / "page.txt").write_text(APPROVED, encoding="utf-8")
    (tmp_path / "printed.txt").write_text(printed, encoding="utf-8")
    build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    assert {entry.council for entry in GraphFolder.open(tmp_path / "x.kg").manifest.documents} == {"seaholm-council"}
    assert ask(tmp_path / "x.kg", "versions", "current older") == [("page.txt", "printed.txt")]
    for name in ("printed.txt", "page.txt", "printed.txt"):
        build_graph([tmp_path / name], tmp_path / "y.kg", as_of=DAY)
    assert read_generation(tmp_path / "y.kg") == read_generation(tmp_path / "x.kg")
    (tmp_path / "printed.txt").write_text(printed.replace("at nine", "at ten"), encoding="utf-8")
    assert build_graph([tmp_path / "printed.txt"], tmp_path / "y.kg", as_of=DAY).documents == 2


def test_what_stands_in_the_minutes_of_two_councils_belongs_to_neither(tmp_path: Path) -> None:
    for name, council in (("a.txt", "Seaholm Council\n\n"), ("b.txt", "Larchford Council\n\n"), ("c.txt", "")):
        (tmp_path / name).write_text(APPROVED.replace("Seaholm Council\n\n", council), encoding="utf-8")
    build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    councils = [entry.council for entry in GraphFolder.open(tmp_path / "x.kg").manifest.documents]
    assert sorted(councils) == ["council-not-stated", "larchford-council", "seaholm-council"]


def test_the_page_of_an_older_one_says_that_another_was_taken(kg: Kg, graph: Path) -> None:
    said = "harbour.txt was taken instead of it"
    assert said in kg("show", "--html", "harbour-draft.txt", "--graph", graph).out
    assert said not in kg("show", "--html", "harbour.txt", "--graph", graph).out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("panel", "council"),
    [
        ("merrowshire-housing-panel-2026-02-05", "Merrowshire Council"),
        ("ravensclough-childrens-scrutiny-panel-2025-12-02", "Ravensclough Metropolitan Borough Council"),
    ],
)
def test_the_same_minutes_in_six_forms_count_once(panel: str, council: str, tmp_path: Path) -> None:
    """The page of the meeting, a copy of its words, a Word file, two prints: in one folder, each name of its own."""
    text = next(EXAMPLES.rglob(f"{panel}.txt")).read_text(encoding="utf-8")
    (tmp_path / "alone").mkdir()
    (tmp_path / "all").mkdir()
    for folder in ("alone", "all"):
        (tmp_path / folder / "minutes.txt").write_text(text, encoding="utf-8")
    for form in ("text-copy", "modgov-meeting", "page", "docx-styled", "pdf-lines", "pdf-hyphens"):
        (tmp_path / "all" / f"{form}{FORMS[form].suffix}").write_bytes(render(text, form, About(council)))
    alone = build_graph([tmp_path / "alone"], tmp_path / "x.kg", as_of=DAY)
    report = build_graph([tmp_path / "all"], tmp_path / "y.kg", as_of=DAY)
    assert report.warnings == ()
    assert len(report.versions) == 6
    assert {version.current for version in report.versions} == {"minutes.txt"}
    assert (report.commitments, report.figures) == (alone.commitments, alone.figures)
    addresses = [ask(tmp_path / graph, "who-promised-what", "commitment") for graph in ("x.kg", "y.kg")]
    assert addresses[0] == addresses[1]


QUAY = """Seaholm Council

MINUTES OF A MEETING OF THE HARBOUR PANEL

held on 4 May 2024 at 10.00 am

Present: Councillor Petra Hay (Chair), Councillor Ivo Marsh
In attendance: Jo Hill, Head of Moorings; Al Reed, Head of Dredging

1. MOORINGS

The Panel received a report on the moorings at the north quay, which had been laid in 1987 and were no longer safe.
Jo Hill undertook to circulate the well-used list of berths to members by 30 June 2024.

2. DREDGING

The Panel's members said that the basin "silts up" by a foot a year. Occupancy of the berths stood at 79% in April 2024.

The Head of Dredging agreed to bring a report on three buoys to the next meeting.

3. NEXT MEETING

The next meeting would be held on 6 July 2024.
"""


def told(folder: Path, other: str, text: str = QUAY) -> tuple[list[str], str]:
    """Of two texts of a meeting: the warnings, and why the other one was not taken."""
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "the-other.txt").write_text(other, encoding="utf-8")
    report = build_graph([folder], folder / "x.kg", as_of=DAY)
    (version,) = report.versions
    assert (version.current, version.source) == ("a.txt", "the-other.txt")
    return [str(doubt) for doubt in report.warnings], version.why


@pytest.mark.parametrize(
    ("words", "others", "here", "there"),
    [
        ("by 30 June 2024", "by 31 July 2024", "by 30 June 2024", "by 31 July 2024"),
        ("by 30 June 2024", "by Whitsun 2024", "by 30 June 2024", "by Whitsun 2024"),
        ("79%", "71%", "79%", "71%"),
        ("three buoys", "five buoys", "three", "five"),
        ("Jo Hill undertook", "Al Reed undertook", "Jo Hill", "Al Reed"),
        ("The Head of Dredging agreed", "The Head of Moorings agreed", "Dredging", "Moorings"),
    ],
)
def test_two_readings_of_a_sentence_are_both_told(
    words: str, others: str, here: str, there: str, tmp_path: Path
) -> None:
    assert QUAY.count(words) == 1
    warnings, why = told(tmp_path, QUAY.replace(words, others))
    start = f"the-other.txt: says “{there}” where a.txt, which was taken, says “{here}”: “"
    assert [warning[: len(start)] for warning in warnings] == [start]
    assert warnings[0].endswith("”; look which is right")
    assert why == "nearly the same text"


def test_the_same_words_that_come_to_another_day_are_told(tmp_path: Path) -> None:
    warnings, _ = told(tmp_path, QUAY.replace("held on 6 July 2024", "held on 13 July 2024"))
    assert (
        "the-other.txt: says “to the next meeting (13 July 2024)” where a.txt, which was taken, says "
        "“to the next meeting (6 July 2024)”: “The Head of Dredging agreed to bring a report on three…”; "
        "look which is right" in warnings
    )


def test_of_many_sentences_alike_each_is_laid_beside_its_own(tmp_path: Path) -> None:
    lists = "\n\n".join(f"Jo Hill undertook to send list {at} of berths by 30 June 2024." for at in range(1, 41))
    text = QUAY.replace("2. DREDGING", f"{lists}\n\n2. DREDGING")
    warnings, _ = told(tmp_path, text.replace("30 June", "31 July"), text)
    assert len(warnings) == 41
    assert all("says “by 31 July 2024” where" in warning for warning in warnings)
    assert sum("undertook to send list 31 of berths …" in warning for warning in warnings) == 1


def test_a_day_that_only_one_text_gives_is_told(tmp_path: Path) -> None:
    warnings, _ = told(tmp_path, QUAY.replace(" by 30 June 2024", ""))
    assert warnings == [
        "the-other.txt: does not say by when where a.txt, which was taken, says “by 30 June 2024”: "
        "“…to circulate the well-used list of berths to members …”; look which is right"
    ]


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("well-used", "well-\nused"),
        ("circulate", "circu-\nlate"),
        ('"silts up"', "“silts up”"),
        ("Panel's", "Panel’s"),
        ("by 30 June 2024", "by  30\u00a0June\n2024"),
        ("\n\nThe Head", " The Head"),
    ],
)
def test_another_print_of_the_same_words_is_no_other_reading(words: str, others: str, tmp_path: Path) -> None:
    assert words in QUAY
    assert told(tmp_path, QUAY.replace(words, others)) == ([], "the same text again")


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("undertook to circulate", "promised to circulate"),
        ("Jo Hill undertook", "Ms Hill undertook"),
        ("79%", "79 per cent"),
        ("three buoys", "3 buoys"),
    ],
)
def test_the_same_said_otherwise_is_no_other_reading(words: str, others: str, tmp_path: Path) -> None:
    assert words in QUAY
    assert told(tmp_path, QUAY.replace(words, others))[0] == []
