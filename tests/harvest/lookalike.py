"""A site like ModernGov, of a council that does not exist, on this machine: web service, pages, and all that goes wrong.

What it sends was written for these tests, after what clients of such sites read from them: the names of elements,
classes and addresses are ModernGov's, every word in them is ours.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

COUNCIL = "Thistledown Borough Council"


@dataclass(frozen=True)
class Point:
    """An item of business; `minutes` and `agenda` are HTML."""

    number: str
    title: str
    minutes: str = ""
    agenda: str = ""
    restricted: bool = False
    published: bool = True


@dataclass(frozen=True)
class Sitting:
    """A meeting."""

    id: int
    committee: int
    day: str  # dd/MM/yyyy
    points: tuple[Point, ...]
    people: tuple[tuple[str, str, str], ...] = ()
    status: str = "Confirmed"
    time: str = "6.30 pm"
    place: str = "Council Chamber"
    printed: bytes = b""  # its minutes as a PDF


@dataclass(frozen=True)
class Body:
    """A committee."""

    id: int
    title: str
    welsh: str = ""
    deleted: bool = False
    expired: bool = False


PEOPLE = (
    ("Councillor Ada Quill", "Chair", "Present"),
    ("Councillor Ravi Moss", "Committee Member", "Apologies"),
    ("Jana Holt", "Head of Housing", "In attendance"),
)
REPAIRS = (
    '<div class="WordSection1"><p class="MsoNormal">The Panel considered a report on repairs.</p>\n'
    '<p class="MsoNormal">Ms Holt undertook to\ncirculate the list of blocks by 1 June 2026.</p></div>'
)
LIFTS = (
    '<div class="WordSection1"><p class="MsoNormal">Ms Holt agreed to report back on lifts in September 2026.</p></div>'
)
WELSH = '<div class="WordSection1"><p class="MsoNormal">Cytunodd Ms Holt i anfon y rhestr erbyn Mehefin.</p></div>'

BODIES = (
    Body(11, "Housing Panel", "Panel Tai"),
    Body(12, "Children's Scrutiny Panel", "Panel Craffu Plant"),
    Body(13, "Old Roads Committee", "Hen Bwyllgor", expired=True),
    Body(14, "Mistaken Board", "Camgymeriad", deleted=True),
)
SITTINGS = (
    Sitting(
        501, 11, "04/05/2026",
        (
            Point("", "Public part"),
            Point("1.", "Apologies", "<p>Apologies were received from Councillor Moss.</p>"),
            Point("2.", "Repairs & Lifts", REPAIRS, agenda="<p>To consider the report.</p>"),
            Point("3.", "Rent arrears of a tenant", "<p>Private words.</p>", restricted=True),
        ),
        PEOPLE,
    ),
    Sitting(502, 11, "02/03/2026", (Point("1.", "Lifts", LIFTS),), PEOPLE),
    Sitting(503, 11, "06/07/2026", (Point("1.", "Heating"),), PEOPLE[:1]),  # no minutes yet
    Sitting(504, 11, "06/04/2026", (), status="Cancelled"),
    Sitting(601, 12, "11/05/2026", (Point("1.", "Child's play", REPAIRS.replace("blocks", "playgrounds")),), PEOPLE),
    Sitting(701, 13, "01/02/2010", (Point("1.", "Potholes", LIFTS.replace("lifts", "potholes")),), PEOPLE),
)  # fmt: skip


@dataclass
class Reply:
    """An answer; `length` may lie about it, and `pieces` never end."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    endless: bool = False
    slow: float = 0.0
    drip: str = ""  # "head" or "body": from there on, a byte at a time


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]

    @property
    def page(self) -> str:
        """The last part of the address, in small letters."""
        return self.path.rpartition("/")[2].lower()


Rule = Callable[[Asked], Reply | None]


class Lookalike:
    """The site, as long as the `with` lasts.

    Attributes:
        log: the addresses asked for, in order, with their query.
        rules: the first that gives a reply answers instead of the site.
    """

    def __init__(
        self,
        bodies: tuple[Body, ...] = BODIES,
        sittings: tuple[Sitting, ...] = SITTINGS,
        *,
        service: bool = True,
        etags: bool = False,
        robots: str | None = None,
        folder: str = "/",
        twice: bool = False,
        title: str = f"Browse committees - {COUNCIL}",
    ) -> None:
        self.bodies, self.sittings = list(bodies), list(sittings)
        self.service, self.etags, self.robots, self.folder, self.twice = service, etags, robots, folder, twice
        self.title = title
        self.cut: dict[int, str] = {}
        self.log: list[str] = []
        self.asked: list[Asked] = []
        self.rules: list[Rule] = []
        self.busy = self.busiest = 0
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Lookalike:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def change(self, sitting: int, **what: object) -> None:
        """Another meeting of that number."""
        self.sittings = [replace(one, **what) if one.id == sitting else one for one in self.sittings]  # type: ignore[arg-type]

    def count(self, words: str) -> int:
        """How many requests had these words in their address."""
        return sum(words in line for line in self.log)

    def answer(self, asked: Asked) -> Reply:
        """What the site says."""
        for rule in self.rules:
            if (reply := rule(asked)) is not None:
                return reply
        if asked.path == "/robots.txt":
            return Reply(status=404) if self.robots is None else Reply(self.robots.encode(), kind="text/plain")
        path = re.sub(r"/\((?:[A-Z]\([^()/]*\))+\)", "", asked.path)
        if not path.startswith(self.folder):
            return Reply(b"<html><title>Not found</title></html>", 404)
        if "/documents/g" in path:
            found = [one.printed for one in self.sittings if f"/documents/g{one.id + 9}/" in path and one.printed]
            return Reply(found[0], kind="application/pdf") if found else Reply(status=404)
        head, _, operation = path[len(self.folder) :].partition("/")
        page = head.lower()
        welsh = page == "mgwebservicew.asmx" or asked.query.get("LLL") == "1"
        if page in ("mgwebservice.asmx", "mgwebservicew.asmx"):
            if not self.service:
                return Reply(b"<html><body>Request format is unrecognized</body></html>", 500)
            reply = self._service(operation, asked.query, welsh)
        else:
            reply = self._page(page, asked.query, welsh)
        if self.etags and reply.status == 200:
            tag = f'"{sha256(reply.body).hexdigest()[:12]}"'
            if asked.headers.get("if-none-match") == tag:
                return Reply(status=304, headers={"ETag": tag})
            reply.headers["ETag"] = tag
        return reply

    # The web service -----------------------------------------------------------------------------------------

    def _service(self, operation: str, query: dict[str, str], welsh: bool) -> Reply:
        if operation == "GetCommittees":
            inner = "".join(
                f"<committee><committeeid>{one.id}</committeeid>{self._text('committeetitle', self._name(one, welsh))}"
                f"<committeedeleted>{one.deleted}</committeedeleted><committeeexpired>{one.expired}</committeeexpired>"
                "</committee>"
                for one in self.bodies
            )
            return self._xml(f"<committees><committeescount> {len(self.bodies)}</committeescount>{inner}</committees>")
        if operation == "GetMeetings":
            if not {"lCommitteeId", "sFromDate", "sToDate"} <= set(query):
                return Reply(b"Missing parameter", 500, "text/plain")
            inner = "".join(
                f"<committee><committeeid>{one.id}</committeeid>{self._text('committeetitle', self._name(one, welsh))}"
                "<committeemeetings>"
                + "".join(
                    f"<meeting><meetingid>{s.id}</meetingid><meetingdate>{s.day}</meetingdate>"
                    f"<meetingstatus>{s.status}</meetingstatus><meetingtime>{s.time}</meetingtime></meeting>"
                    for s in self.sittings
                    if s.committee == one.id
                )
                + "</committeemeetings></committee>"
                for one in self.bodies
                if query["lCommitteeId"] in ("0", str(one.id))
            )
            return self._xml(f"<getmeetings>{inner}</getmeetings>")
        found = [s for s in self.sittings if str(s.id) == query.get("lMeetingId")]
        if operation != "GetMeeting" or not found:
            return Reply(b"<html><body>Runtime error</body></html>", 500)
        return self._xml(self._meeting(found[0], welsh))

    def _meeting(self, one: Sitting, welsh: bool) -> str:
        items = "".join(
            f"<agendaitem><agendaitemid>{one.id}{n}</agendaitemid>{self._text('agendaitemtitle', point.title)}"
            f"<fulldisplaynumberformat>{point.number}</fulldisplaynumberformat>{self._text('agendatext', point.agenda)}"
            f"<isrestricted>{point.restricted}</isrestricted><isminutepublished>{point.published}</isminutepublished>"
            f"{self._text('minutesnonemptyhtmlbody', self._words(point, welsh))}</agendaitem>"
            for n, point in enumerate(one.points)
        )
        people = "".join(
            f'<attendee name="{escape(name)}" roledescription="{escape(role)}" attendance="{escape(how)}"/>'
            for name, role, how in one.people
        )
        return (
            f"<meeting><meetingid>{one.id}</meetingid><meetingdate>{one.day}</meetingdate>"
            f"<meetingtime>{one.time}</meetingtime>{self._text('meetinglocation', one.place)}"
            f"<minutepublished>{bool(one.printed or any(p.minutes for p in one.points))}</minutepublished><attendees>{people}</attendees>"
            f"<agendaitems>{items}</agendaitems></meeting>"
        )

    def _text(self, name: str, words: str) -> str:
        words = escape(words)
        return f"<{name}>{escape(words) if self.twice else words}</{name}>"

    def _xml(self, words: str) -> Reply:
        return Reply(f'<?xml version="1.0" encoding="utf-8"?>\n{words}'.encode(), kind="text/xml; charset=utf-8")

    # The pages -----------------------------------------------------------------------------------------------

    def _page(self, page: str, query: dict[str, str], welsh: bool) -> Reply:
        low = {key.lower(): value for key, value in query.items()}
        if page in ("", "iedochome.aspx", "mglistcommittees.aspx"):
            links = "".join(
                f'<li><a href="(S(k3x{len(self.log)}))/mgCommitteeDetails.aspx?ID={one.id}">{escape(self._name(one, welsh))}</a>'
                for one in self.bodies
                if not one.deleted and not one.expired
            )
            return self._html(self.title, f"<ul class=mgBulletList>{links}</ul>")
        if page == "ielistmeetings.aspx":
            links = "".join(
                f'<li><a href="ieListDocuments.aspx?CId={one.committee}&amp;MId={one.id}&amp;Ver=4">{self._day(one, welsh)}'
                f"{' (Cancelled)' if one.status == 'Cancelled' else ''}</a></li>"
                for one in self.sittings
                if str(one.committee) == low.get("cid")
            )
            return self._html("Browse meetings", f'<a href="mgMeetingAttendance.aspx?ID=1">x</a><ul>{links}</ul>')
        sittings = [s for s in self.sittings if str(s.id) == low.get("mid", low.get("id"))]
        if page == "ielistdocuments.aspx" and sittings:
            return self._html("Agenda and minutes", self._agenda(sittings[0], welsh))
        if page == "mgmeetingattendance.aspx" and sittings:
            rows = "".join(f"<tr><td>{'</td><td>'.join(map(escape, one))}</td></tr>" for one in sittings[0].people)
            table = '<table class="mgStatsTable" summary="Table of meeting attendance">'
            head = "<tr><th>Attendee</th><th>Role</th><th>Attendance</th></tr>"
            return self._html("Attendance", f"{table}{head}{rows}</table>")
        if page == "mgai.aspx":
            for one in self.sittings:
                for n, point in enumerate(one.points):
                    if f"{one.id}{n}" == low.get("id"):
                        words = f'<div class="mgWordPara">{self._words(point, welsh)}</div>'
                        label = '<p class="mgSubItemTitleTxt">Minutes:</p>'
                        head = f'<h1>Agenda item</h1><h2 class="mgSubTitleTxt">{escape(point.title)}</h2>'
                        return self._html("Item", head + label + words)
        return Reply(status=302, headers={"Location": f"{self.folder}mgError.aspx"})

    def _agenda(self, one: Sitting, welsh: bool) -> str:
        name = self._name(next(body for body in self.bodies if body.id == one.committee), welsh)
        head = (
            f'<div class="mgSubTitle"><h2 class="mgSubTitleTxt"><a href="mgCommitteeDetails.aspx?ID={one.committee}">'
            f"{escape(name)} - {self._day(one, welsh)}</a></h2></div>"
            f'<p><span class="mgLabel">{"Lleoliad" if welsh else "Venue"}: </span>{escape(one.place)}. '
            '<a href="mgLocationDetails.aspx?RID=1"> View directions</a></p>'
        )
        if one.printed:
            link = f"documents/g{one.id + 9}/Printed minutes {one.day.replace('/', '-')} {escape(name)}.pdf?T=1"
            head = f'<ul class="mgActionList"><li><a href="{link}">Printed minutes <span class="mgFileSize">PDF 9 KB</span></a></ul>{head}'
        return head + self._rows(one, list(enumerate(one.points)), welsh)

    def _rows(self, one: Sitting, points: list[tuple[int, Point]], welsh: bool) -> str:
        rows = []
        for n, point in points:
            cell = f'<p class="mgAiTitleTxt">{escape(point.title)} <span class="mgFileSize">PDF 101 KB</span></p>'
            if point.agenda:
                cell += f'<div class="mgWordPara">{point.agenda}</div>'
            words = "" if point.restricted else self._words(point, welsh)
            number = int(f"{one.id}{n}")
            if words and number in self.cut:
                link = f'<a href="mgAi.aspx?ID={number}"> view the full minutes text for item {n}.</a>'
                words = f"<p>{self.cut[number]} &nbsp;...&nbsp; {link}</p>"
            if words:
                label = "Cofnodion:" if welsh else "Minutes:"
                cell += f'<p class="mgSubItemTitleTxt">{label}</p><div class="mgWordPara">{words}</div>'
            cell += '<li><a href="mgListRecordedVotesShort.aspx?AIID=1">View Recorded Vote for this item</a></li>'
            cell += (
                '<p class="mgSubItemTitleTxt">Additional documents:</p><ul class="mgBulletList"><li>Report</li></ul>'
            )
            rows.append(
                f'<tr><td class="mgItemNumberCell"><p class="mgAiTitleTxt">{point.number}</p></td><td>{cell}</td></tr>'
            )
        head = '<tr><th class="mgHide" scope="col">No.</th><th class="mgHide" scope="col">Item</th></tr>'
        return f'<table class="mgItemTable" id="mgItemTable"><caption>Items</caption>{head}{"".join(rows)}</table>'

    def _html(self, title: str, body: str) -> Reply:
        noise = f'<input type="hidden" name="__VIEWSTATE" value="{len(self.log)}">'  # another one each time
        return Reply(
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><script>x()</script></head>'
            f'<body><form>{noise}</form><div id="modgov"><div class="mgContent">{body}</div></div></body></html>'.encode()
        )

    def _name(self, one: Body, welsh: bool) -> str:
        return one.welsh if welsh and one.welsh else one.title

    def _words(self, point: Point, welsh: bool) -> str:
        return WELSH if welsh and point.minutes else point.minutes

    def _day(self, one: Sitting, welsh: bool) -> str:
        day, month, year = one.day.split("/")
        english = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        names = "Ion Chw Maw Ebr Mai Meh Gor Aws Med Hyd Tach Rhag".split() if welsh else english
        return f"{int(day)} {names[int(month) - 1]} {year} {one.time}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a client hangs up: the tests make it do so."""


def _handler(site: Lookalike) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            asked = Asked(parts.path, query, {key.lower(): value for key, value in self.headers.items()})
            with site._lock:
                site.log.append(self.path)
                site.asked.append(asked)
                site.busy += 1
                site.busiest = max(site.busiest, site.busy)
            try:
                self._send(site.answer(asked))
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                with site._lock:
                    site.busy -= 1

        def _drip(self, begin: bytes) -> None:
            self.close_connection = True
            self.wfile.write(begin)
            for _ in range(600):
                self.wfile.write(b"x")
                time.sleep(0.1)

        def _send(self, reply: Reply) -> None:
            if reply.drip:
                head = b"HTTP/1.1 200 OK\r\nX-Long: "
                self._drip(head if reply.drip == "head" else head + b"\r\nContent-Length: 9999\r\n\r\n")
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", reply.kind)
            if reply.endless:
                self.send_header("Connection", "close")
                self.end_headers()
                self.close_connection = True
                for _ in range(100_000):
                    self.wfile.write(b"x" * 65536)
                return
            if reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
            self.end_headers()
            if reply.slow:
                time.sleep(reply.slow)
            self.wfile.write(reply.body)
            if reply.length is not None and reply.length > len(reply.body):
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


def times(n: int, page: str, reply: Callable[[], Reply]) -> Rule:
    """A rule that answers the first n requests for a page (a part of its address, small letters)."""
    left = [n]

    def rule(asked: Asked) -> Reply | None:
        if page not in asked.path.lower() or not left[0]:
            return None
        left[0] -= 1
        return reply()

    return rule


def always(page: str, reply: Callable[[], Reply]) -> Rule:
    """A rule that answers every request for a page."""
    return times(-1, page, reply)
