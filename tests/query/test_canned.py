"""Each canned query: the question, and the answer that a reader of the sample minutes would give."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.query import CannedQuery, answer_query, find_query, load_catalogue
from kg.store import EmbeddedStore, Reader, RemoteStore
from tests.query.conftest import TODAY, ask
from tests.query.engines import load_engines
from tests.query.seaholm import MAY, SEPTEMBER, may, september

CASES = [
    # query, what is asked for, columns, answer
    (
        "who-promised-what",
        {"panel": "harbour"},
        "by by_role what to due_by status",
        [
            ("Siân O’Dowd", "Chair; Councillor", "a breakdown by pier be provided", "Harbour Panel", "", "open"),
            ("Adaeze Okafor", "Head of Moorings", "circulate the breakdown", "Harbour Panel", "2024-06-30", "overdue"),
            ("Harbour Panel", "", "the fees be reviewed", "Harbour Panel", "", "open"),
            ("Harbour Panel", "", "report to the next meeting on dredging", "Harbour Panel", "2024-09-10", "overdue"),
            ("Moorings Team", "", "buy two buoys", "Harbour Panel", "", "open"),
            ("Adaeze Okafor", "Director of Ports", "bring the inspections held on time to every meeting",
             "Harbour Panel", "", "open"),
            ("Adaeze Okafor; Tom Field", "Director of Ports; Harbour Master", "meet the sailing club",
             "Harbour Panel", "2024-10-31", "open"),
        ],
    ),
    ("who-promised-what", {"strength": "soft"}, "by what strength", [("Tom Field", "find a second dredger", "soft")]),
    ("who-promised-what", {"strength": "conditional"}, "what", [("buy two buoys",)]),
    ("who-promised-what", {"kind": "request", "officer": "sian odowd"}, "what", [("a breakdown by pier be provided",)]),
    ("who-promised-what", {"status": "overdue", "kind": "promise"}, "what", [("circulate the breakdown",)]),
    ("who-promised-what", {"since": "2024-06-01", "until": "30/06/2024", "kind": "promise"}, "what made_on",
     [("visit two schools with Councillor Brâd", "2024-06-03")]),
    ("who-promised-what", {"officer": "harbour master", "kind": "promise"}, "by", [("Adaeze Okafor; Tom Field",)]),
    ("who-promised-what", {"council": "larchford", "officer": "field"}, "by_role council",
     [("Service Director for Schools", "Larchford Borough Council")]),
    (
        "officers",
        {"council": "seaholm"},
        "name kind role body source",
        [
            ("Adaeze Okafor", "officer", "Head of Moorings", "Seaholm Council", "harbour-panel-2024-05-14.txt"),
            ("Siân O’Dowd", "councillor", "Chair", "Harbour Panel", "harbour-panel-2024-05-14.txt"),
            ("Siân O’Dowd", "councillor", "Councillor", "Seaholm Council", "harbour-panel-2024-05-14.txt"),
            ("Tom Field", "officer", "Harbour Master", "Seaholm Council", "harbour-panel-2024-05-14.txt"),
            ("Adaeze Okafor", "officer", "Director of Ports", "Seaholm Council", "harbour-panel-2024-09-10.txt"),
            ("Tom Field", "officer", "Harbour Master", "Seaholm Council", "harbour-panel-2024-09-10.txt"),
        ],
    ),
    ("officers", {"kind": "councillor", "council": "larch"}, "name role", [("Brâd", "Councillor")]),
    ("officers", {"officer": "director ports"}, "role", [("Head of Moorings",), ("Director of Ports",)]),
    (
        "figures",
        {},
        "indicator value unit period compared_with",
        [
            ("inspections held on time", "95", "%", "", "target"),
            ("inspections held on time", "98", "%", "", ""),
            ("inspections held on time", "6.5", "%", "", ""),
            ("inspections held on time", "91.5", "%", "in Quarter 1", ""),
        ],
    ),
    ("figures", {"since": "2024-06-01"}, "value", [("6.5",), ("91.5",)]),
    (
        "open-commitments",
        {"panel": "harbour"},
        "what due_by status",
        [
            ("circulate the breakdown", "2024-06-30", "overdue"),
            ("report to the next meeting on dredging", "2024-09-10", "overdue"),
            ("meet the sailing club", "2024-10-31", "open"),
            ("a breakdown by pier be provided", "", "open"),
            ("the fees be reviewed", "", "open"),
            ("buy two buoys", "", "open"),
            ("bring the inspections held on time to every meeting", "", "open"),
        ],
    ),
    ("overdue", {}, "what due_by", [("circulate the breakdown", "2024-06-30"),
                                    ("report to the next meeting on dredging", "2024-09-10")]),
    # What is due on a day can still be kept on that day.
    ("overdue", {"as_of": "2024-06-30"}, "what", []),
    ("overdue", {"as_of": "1 July 2024"}, "what", [("circulate the breakdown",)]),
    ("overdue", {"officer": "harbour master"}, "by owner", [("Harbour Panel", "Harbour Master")]),
    ("due-soon", {}, "what due_by", [("meet the sailing club", "2024-10-31")]),
    ("due-soon", {"as_of": "2024-06-30", "until": "2024-09-10"}, "what",
     [("circulate the breakdown",), ("report to the next meeting on dredging",)]),
    ("due-soon", {"as_of": "2024-11-01"}, "what", []),
    (
        "by-officer",
        {"officer": "Harbour Master"},  # the post, and Mr Field, who holds it
        "part what",
        [("has to act", "report to the next meeting on dredging"), ("promises", "meet the sailing club")],
    ),
    (
        "by-officer",
        {"officer": "field", "strength": "all"},
        "part what",
        [("promises", "find a second dredger"), ("promises", "visit two schools with Councillor Brâd"),
         ("promises", "meet the sailing club")],
    ),
    ("by-officer", {"officer": "field", "strength": "soft"}, "what", [("find a second dredger",)]),
    ("by-officer", {"officer": "chair"}, "part what", [("asks", "a breakdown by pier be provided")]),
    ("by-officer", {"officer": "clerk"}, "part", [("is bound",)]),
    (
        "by-panel",
        {"panel": "childrens"},
        "meeting item what",
        [
            ("Children's Scrutiny Panel, 3 June 2024", "Attendance", "visit two schools with Councillor Brâd"),
            ("Children's Scrutiny Panel, 3 June 2024", "Attendance", "=SUM(A1)\u202e\x1b[31m"),
        ],
    ),
    ("by-panel", {"panel": "harbour", "strength": "soft"}, "item what", [("Dredging", "find a second dredger")]),
    # The breakdown was promised after it was asked for; the review of fees was asked for last.
    ("requests-without-answer", {}, "by what item", [("Harbour Panel", "the fees be reviewed", "Moorings")]),
    ("requests-without-answer", {"until": "2024-05-13"}, "what", []),
    ("commitments-about-indicator", {"indicator": "inspections"}, "indicator what",
     [("inspections held on time", "bring the inspections held on time to every meeting")]),
    ("resolutions", {"panel": "harbour"}, "by owner what panel item",
     [("Harbour Panel", "Harbour Master", "report to the next meeting on dredging", "Harbour Panel", "Dredging")]),
    (
        "promises-of-a-person",
        {"person": "adaeze"},
        "role panel what",
        [
            ("Head of Moorings", "Harbour Panel", "circulate the breakdown"),
            ("Director of Ports", "Harbour Panel", "bring the inspections held on time to every meeting"),
            ("Director of Ports", "Harbour Panel", "meet the sailing club"),
        ],
    ),
    ("conditional", {}, "by what condition", [("Moorings Team", "buy two buoys", "If the grant was approved")]),
    ("recurring", {}, "what recurs", [("bring the inspections held on time to every meeting", "P3M")]),
    ("without-date", {"kind": "promise"}, "what", [("buy two buoys",), ("visit two schools with Councillor Brâd",)]),
    ("search", {"words": "breakdown circulate"}, "what", [("circulate the breakdown",)]),
    ("search", {"words": "undertook"}, "what", [("circulate the breakdown",)]),
    ("evidence", {"commitment": "circulate"}, "quote source start end",
     [("Ms Okafor undertook to circulate the breakdown by 30 June 2024", "harbour-panel-2024-05-14.txt", "313", "375")]),
    (
        "workload",
        {"panel": "harbour"},
        "who commitments dated overdue next_due",
        [
            ("Adaeze Okafor", "3", "2", "1", "2024-10-31"),
            ("Harbour Master", "1", "1", "1", ""),
            ("Moorings Team", "1", "0", "0", ""),
            ("Tom Field", "1", "1", "0", "2024-10-31"),
        ],
    ),
    (
        "roles-over-time",
        {"officer": "okafor"},
        "post name first_seen last_seen meetings",
        [
            ("Director of Ports", "Adaeze Okafor", "2024-09-10", "2024-09-10", "1"),
            ("Head of Moorings", "Adaeze Okafor", "2024-05-14", "2024-05-14", "1"),
        ],
    ),
    ("roles-over-time", {"officer": "harbour master"}, "name first_seen last_seen meetings",
     [("Tom Field", "2024-05-14", "2024-09-10", "2")]),
    (
        "indicator-over-time",
        {"indicator": "on time"},
        "day value unit change compared_with",
        [
            ("2024-05-14", "95", "%", "", "target"),
            ("2024-05-14", "98", "%", "", ""),
            ("2024-09-10", "6.5", "%", "yes", ""),
            ("2024-09-10", "91.5", "%", "", ""),
        ],
    ),
    ("indicators", {}, "indicator figures first_given last_given commitments",
     [("inspections held on time", "4", "2024-05-14", "2024-09-10", "1")]),
    (
        "panels",
        {},
        "panel meetings last_meeting open overdue",
        [
            ("Harbour Panel", "2", "2024-09-10", "7", "2"),
            ("Children's Scrutiny Panel", "1", "2024-06-03", "2", "0"),
        ],
    ),
    (
        "meetings",
        {},
        "date panel people commitments next_meeting",
        [
            ("2024-05-14", "Harbour Panel", "3", "6", "2024-09-10"),
            ("2024-06-03", "Children's Scrutiny Panel", "2", "2", ""),
            ("2024-09-10", "Harbour Panel", "2", "2", ""),
        ],
    ),
    (
        "refusals",
        {"officer": "field"},
        "by words to made_on source",
        [
            ("Tom Field", "Mr Field could not say when the dredger would return", "Harbour Panel", "2024-09-10",
             "harbour-panel-2024-09-10.txt"),
        ],
    ),
    (
        "sources",
        {"council": "seaholm"},
        "source date characters url standing taken",
        [
            ("harbour-panel-2024-05-14.txt", "2024-05-14", str(len(MAY)), "https://minutes.seaholm.example/may.txt", "", ""),
            ("harbour-panel-draft.txt", "2024-05-14", str(len(MAY) + 6), "", "draft", "harbour-panel-2024-05-14.txt"),
            ("item-2.txt", "2024-05-14", str(len(MAY) - MAY.index("2 Dredging")), "", "", "harbour-panel-2024-05-14.txt"),
            ("harbour-panel-2024-09-10.txt", "2024-09-10", str(len(SEPTEMBER)), "", "", ""),
        ],
    ),
    (
        "versions",
        {"panel": "harbour"},
        "current older relation why date older_standing current_standing",
        [
            ("harbour-panel-2024-05-14.txt", "harbour-panel-draft.txt", "older",
             "a draft; the other is not marked as one", "2024-05-14", "draft", ""),
            ("harbour-panel-2024-05-14.txt", "item-2.txt", "part", "a part of it", "2024-05-14", "", ""),
        ],
    ),
    ("versions", {"council": "larchford"}, "older", []),
]  # fmt: skip


@pytest.mark.parametrize(("name", "values", "columns", "answer"), CASES)
def test_the_answer(
    store: EmbeddedStore, name: str, values: Mapping[str, str], columns: str, answer: list[tuple[str, ...]]
) -> None:
    assert ask(store, name, columns, **values) == answer


def test_every_query_has_an_expected_answer() -> None:
    assert {query.name for query in load_catalogue()} == {name for name, *_ in CASES}
    assert len(load_catalogue()) >= 18


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_every_engine_gives_the_same_rows_in_the_same_order(query: CannedQuery, engines: Mapping[str, Reader]) -> None:
    asked = [values for name, values, *_ in CASES if name == query.name]
    # And with everything given at once, so that each parameter is seen by each engine.
    typed = {"officer": "okafor", "panel": "harbour", "person": "okafor", "indicator": "time", "words": "breakdown"}
    typed |= {"commitment": "breakdown", "since": "2024-05-14", "until": "2024-12-01", "council": "seaholm"}
    typed |= {"status": "overdue", "strength": "all", "kind": "", "as_of": "2024-12-31"}
    asked.append({parameter.name: typed[parameter.name] for parameter in query.parameters})
    for values in asked:
        answers = {name: answer_query(query, engine, values, today=TODAY) for name, engine in engines.items()}
        assert answers["rdflib"] == answers["pyoxigraph"], values
        assert answers["oxrdflib"] == answers["pyoxigraph"], values


def test_a_server_gives_the_same_rows(server: str, store: EmbeddedStore) -> None:
    remote = RemoteStore(f"{server}/query", update_url=f"{server}/update")
    remote.load(store.dump())
    try:
        for name, values, *_ in CASES:
            query = find_query(name)
            expected = answer_query(query, store, values, today=TODAY)
            assert answer_query(query, remote, values, today=TODAY) == expected, (name, values)
    finally:
        for graph in remote.graphs():
            remote.drop(graph)


def test_a_meeting_without_a_date_hides_no_other_date() -> None:
    undated = september().lines
    days = ("<http://purl.org/dc/terms/date>", "#madeOn>", "inXSDDate>")
    lines = [*may().lines, *(line for line in undated if not any(day in line for day in days))]
    for name, engine in load_engines(lines).items():
        assert ask(engine, "panels", "meetings last_meeting") == [("2", "2024-05-14")], name
        assert ask(engine, "roles-over-time", "meetings first_seen last_seen", officer="field") == [
            ("2", "2024-05-14", "2024-05-14")
        ], name
        assert ask(engine, "roles-over-time", "first_seen last_seen", officer="okafor")[0] == ("", ""), name
        assert ask(engine, "indicators", "figures first_given last_given") == [("4", "2024-05-14", "2024-05-14")], name
        assert len(ask(engine, "who-promised-what", "what")) == 7, name
        assert len(ask(engine, "who-promised-what", "what", since="2024-01-01")) == 5, name


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_an_empty_graph_gives_no_rows(query: CannedQuery) -> None:
    if all(parameter.default is not None for parameter in query.parameters):
        assert answer_query(query, EmbeddedStore(), {}, today=TODAY).table.rows == ()


def test_the_columns_that_others_rely_on() -> None:
    columns = {query.name: " ".join(column.name for column in query.columns) for query in load_catalogue()}
    assert columns["who-promised-what"] == (
        "commitment kind by by_role owner what to council meeting made_on due_by due_text recurs strength status "
        "source start end due_edtf due_rule place"
    )
    assert columns["officers"] == "person name kind role body source"
    assert columns["figures"] == "observation indicator value unit period compared_with source start end place"


def test_offsets_are_those_of_the_words(store: EmbeddedStore) -> None:
    texts = {"harbour-panel-2024-05-14.txt": MAY, "harbour-panel-2024-09-10.txt": SEPTEMBER}
    quotes = {
        texts[source][int(start) : int(end)]
        for source, start, end in ask(store, "who-promised-what", "source start end", council="seaholm")
    }
    assert "Ms Okafor undertook to circulate the breakdown by 30 June 2024" in quotes
    assert "the Harbour Master report to the next meeting on dredging" in quotes
    assert len(quotes) == 7
