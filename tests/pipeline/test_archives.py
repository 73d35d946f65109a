"""A ZIP or WARC file is read as the folder that it was made of."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import io
import os
import random
import shutil
import struct
import subprocess
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.errors import KgError, SourceError, UsageError
from kg.gather import Gathered, gather_sources, read_source_bytes
from kg.gather.zips import MOST
from kg.pipeline import build_graph
from kg.show import source_text
from kg.store import GraphFolder
from tests.conftest import DAY
from tests.pipeline.quads import read_generation

TEXT = "MERE VALLEY COUNCIL\n\nHOUSING PANEL\n\n4 May 2024\n\n1. Repairs\n\nMs Holt undertook to circulate the list by 1 June 2024.\n"
JUNE = TEXT.replace("4 May", "8 June").replace("list", "plan")


def pack(file: Path, members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file


def lines(gathered: Gathered) -> list[str]:
    return [str(one) for one in gathered.skipped]


def names(*paths: Path) -> list[str]:
    return [source.where.rpartition(".zip/")[2] for source in gather_sources(paths).sources]


# ZIP ------------------------------------------------------------------------------------------------------------


def test_a_zip_and_the_folder_it_was_made_of_give_the_same_graph(tmp_path: Path) -> None:
    members = {
        "pages/2024/may.txt": TEXT,
        "pages/2024/june.txt?ID=7": JUNE,
        "pages/older/may.txt": TEXT.replace("2024", "2023"),
        "pages/2024/minutes.csv": "file,url\nmay.txt,https://example.gov.uk/may\n",
        "pages/README.txt": "Read me.",
    }
    for name, text in members.items():
        (tmp_path / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "folder" / name).write_text(text, encoding="utf-8")
    pack(tmp_path / "pages.zip", members)
    folder = build_graph([tmp_path / "folder"], tmp_path / "a.kg", as_of=DAY)
    archive = build_graph([tmp_path / "pages.zip"], tmp_path / "b.kg", as_of=DAY, jobs=2)
    assert folder == archive
    assert folder.documents == 3
    assert read_generation(tmp_path / "a.kg") == read_generation(tmp_path / "b.kg")
    assert (tmp_path / "a.kg/kg.json").read_bytes() == (tmp_path / "b.kg/kg.json").read_bytes()


def test_a_member_is_shown_under_its_name(tmp_path: Path) -> None:
    pack(tmp_path / "pages.zip", {"2024/may.txt": TEXT})
    build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    assert source_text("may.txt", tmp_path / "x.kg") == TEXT
    with pytest.raises(UsageError, match=r"pages\.zip: an archive; build it, then name a file that is in it"):
        source_text(str(tmp_path / "pages.zip"), tmp_path / "x.kg")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["pages.zip", "x.kg"]


def test_a_zip_holds_what_its_folder_would(tmp_path: Path) -> None:
    members = dict.fromkeys(
        [
            "a.txt",
            "sub\\b.txt",
            "../../c.txt",
            "/etc/d.txt",
            "__MACOSX/._a.txt",
            ".git/e.txt",
            "May.txt",
            "May_files/f.txt",
            "style.css",
            "old.kg/g.txt",
            "x\ny.txt",
        ],
        TEXT,
    )
    pack(tmp_path / "pages.zip", {**members, "empty/": ""})
    assert names(tmp_path) == ["May.txt", "a.txt", "c.txt", "etc/d.txt", "sub/b.txt", "x\ny.txt"]
    assert not (tmp_path.parent / "c.txt").exists()


def test_the_row_of_an_archive_speaks_of_all_in_it(tmp_path: Path) -> None:
    pack(tmp_path / "pages.zip", {"a.txt": TEXT, "b.txt": TEXT, "minutes.csv": "file,body\na.txt,Parks Panel\n"})
    (tmp_path / "minutes.csv").write_text(
        "file,council,body,date\npages.zip,Mere Valley Council,Housing Panel,2024-05-04\n"
    )
    assert [
        (one.name, one.record.council, one.record.body, one.record.date) for one in gather_sources([tmp_path]).sources
    ] == [
        ("a.txt", "Mere Valley Council", "Parks Panel", ""),
        ("b.txt", "Mere Valley Council", "Housing Panel", ""),
    ]


def test_a_word_file_is_no_archive_whatever_its_name(tmp_path: Path) -> None:
    word: dict[str, str | bytes] = {"_rels/.rels": "<r/>", "[Content_Types].xml": "<t/>", "word/document.xml": "<d/>"}
    for name in ("a.docx", "b.zip", "c"):
        pack(tmp_path / name, word)
    sources = gather_sources([tmp_path, tmp_path / "c"]).sources
    assert [(one.path.name, one.member) for one in sources] == [("a.docx", None), ("b.zip", None), ("c", None)]


def test_what_of_an_archive_is_not_read_is_said(tmp_path: Path) -> None:
    pack(
        tmp_path / "pages.zip",
        {"a.txt": TEXT, "more.zip": b"PK", "crawl.wacz": b"PK", "old.wpd": b"x", "big.txt": " " * 64_000_001},
    )
    (tmp_path / "b.7z").write_bytes(b"7z")
    with zipfile.ZipFile(tmp_path / "pages.zip", "a", zipfile.ZIP_LZMA) as archive:
        archive.writestr("lzma.txt", TEXT)
        link = zipfile.ZipInfo("passwd.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    found = [line.removeprefix(f"{tmp_path}/") for line in lines(gather_sources([tmp_path]))]
    assert found == [
        "b.7z: an archive of a kind that is not read; unpack it, or make a ZIP of it",
        "pages.zip/big.txt: larger than 64 MB; split it, or leave it out",
        "pages.zip/crawl.wacz: an archive inside an archive; unpack it",
        "pages.zip/lzma.txt: packed in a way that is not read; unpack it and build the folder",
        "pages.zip/more.zip: an archive inside an archive; unpack it",
        "pages.zip/old.wpd: .wpd files are not read; save it as PDF or .docx",
        "pages.zip/passwd.txt: a link, not a file; put the file itself into the archive",
    ]


def encrypted() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", TEXT)
    data = bytearray(out.getvalue())
    for at in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Two hundred members that are one and the same bytes, so that a little archive holds a lot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", " " * 1_000_000)
        first = archive.infolist()[0]
        for n in range(200):
            other = zipfile.ZipInfo(f"b{n}.txt")
            for field in ("compress_type", "CRC", "compress_size", "file_size", "header_offset"):
                setattr(other, field, getattr(first, field))
            archive.filelist.append(other)
    return out.getvalue()


def crowded() -> bytes:
    """More members than anybody saves: as many as a directory can name at little cost."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", TEXT)
    data = out.getvalue()
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    directory = data[at:end] * (MOST + 1)
    tail = bytearray(data[end:])
    tail[12:20] = struct.pack("<II", len(directory), at)
    return data[:at] + directory + bytes(tail)


def swollen() -> bytes:
    """A little archive of forty members of 60 MB each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("0.txt", " " * 60_000_000)
        packed = out.getvalue()[archive.infolist()[0].header_offset :]
        first = archive.infolist()[0]
        for n in range(1, 40):
            other = zipfile.ZipInfo("0.txt")
            for field in ("compress_type", "CRC", "compress_size", "file_size"):
                setattr(other, field, getattr(first, field))
            other.header_offset = len(packed) * n
            out.seek(other.header_offset)
            out.write(packed)
            other.filename = f"{n}.txt"
            archive.filelist.append(other)
        archive.start_dir = out.tell()
        archive._didModify = True
    return out.getvalue()


def truncated() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", TEXT)
    return out.getvalue()[:-30]


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (encrypted, "bad.zip/a.txt: locked with a password; unpack it and build the folder"),
        (overlapping, "bad.zip: its files overlap, as in archives that are made to do harm; leave it out"),
        pytest.param(
            crowded, "bad.zip: holds more than 100,000 files; unpack it and build the folder", marks=pytest.mark.slow
        ),
        pytest.param(
            swollen, "bad.zip: holds more than 2 GB, unpacked; unpack it and build the folder", marks=pytest.mark.slow
        ),
        (truncated, "bad.zip: damaged, or no ZIP; download or pack it again"),
        (lambda: b"", "bad.zip: damaged, or no ZIP; download or pack it again"),
        (lambda: b"PK\x05\x06" + bytes(18), "bad.zip: no minutes in it; check the archive, or leave it out"),
        (lambda: b"PK\x03\x04" + bytes(3000), "bad.zip: damaged, or no ZIP; download or pack it again"),
    ],
    ids=["encrypted", "overlapping", "crowded", "swollen", "truncated", "nothing", "no members", "zeros"],
)
def test_a_bad_zip_is_one_line_and_the_rest_is_built(tmp_path: Path, make: Callable[[], bytes], what: str) -> None:
    (tmp_path / "bad.zip").write_bytes(make())
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    report = build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    assert report.documents == 1
    assert [str(one).removeprefix(f"{tmp_path}/") for one in report.skipped] == [what]


def test_a_member_that_is_more_than_it_says_is_damaged(tmp_path: Path) -> None:
    data = bytearray(pack(tmp_path / "a.zip", {"a.txt": TEXT * 50}).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 100)
    (tmp_path / "a.zip").write_bytes(data)
    (source,) = gather_sources([tmp_path]).sources
    with pytest.raises(SourceError, match=r"a\.zip/a\.txt: damaged in the archive"):
        read_source_bytes(source)


def test_any_damage_to_a_zip_is_said_in_a_line(tmp_path: Path) -> None:
    whole = pack(
        tmp_path / "a.zip", {"2024/a.txt": TEXT, "b.txt": JUNE, "minutes.csv": "file,body\nb.txt,Parks Panel\n"}
    )
    data = whole.read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        spoilt = bytearray(data)
        for _ in range(chance.randint(1, 6)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        whole.write_bytes(spoilt)
        with quiet():
            for source in gather_sources([whole]).sources:
                read_source_bytes(source)


class quiet:  # noqa: N801
    """What may be said of damage, and nothing else."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> bool:
        return kind is not None and issubclass(kind, KgError)


# WARC -----------------------------------------------------------------------------------------------------------

SITE = "https://democracy.example.gov.uk"


def record_all(
    file: Path,
    *responses: tuple[str, str, str, bytes],
    packed: bool = True,
    status: str = "200 OK",
    headers: tuple[str, ...] = (),
) -> Path:
    """A WARC file of responses: address, day, media type, body."""
    with file.open("wb") as out:
        for url, day, form, body in responses:
            head = "\r\n".join((f"HTTP/1.1 {status}", f"Content-Type: {form}", *headers, "", "")).encode()
            for kind, block in (("response", head + body), ("request", b"GET / HTTP/1.1\r\n\r\n")):
                fields = {
                    "WARC-Type": kind,
                    "WARC-Target-URI": url,
                    "WARC-Date": f"{day}T10:00:00Z",
                    "Content-Type": f"application/http; msgtype={kind}",
                    "Content-Length": str(len(block)),
                }
                lines = ["WARC/1.0", *(f"{name}: {value}" for name, value in fields.items()), "", ""]
                record = "\r\n".join(lines).encode() + block + b"\r\n\r\n"
                out.write(gzip.compress(record) if packed else record)
    return file


def page(
    day: str, *, path: str = "/may.txt?ID=7", text: str = TEXT, form: str = "text/plain; charset=utf-8"
) -> tuple[str, str, str, bytes]:
    return f"{SITE}{path}", day, form, text.encode()


@pytest.mark.parametrize("packed", [True, False])
def test_the_pages_of_a_warc_file_are_read_with_their_addresses(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / ("site.warc.gz" if packed else "site.warc")
    record_all(
        file,
        page("2024-05-10"),
        page("2024-05-10", path="/a.css", form="text/css"),
        page("2024-06-10", path="/docs/Printed%20minutes.txt", text=JUNE),
        packed=packed,
    )
    sources = gather_sources([tmp_path]).sources
    assert [(one.name, one.record.url) for one in sources] == [
        ("Printed minutes.txt", f"{SITE}/docs/Printed%20minutes.txt"),
        ("may.txt?ID=7", f"{SITE}/may.txt?ID=7"),
    ]
    assert [read_source_bytes(one) for one in sources] == [JUNE.encode(), TEXT.encode()]
    report = build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    assert report.documents == 2
    entries = GraphFolder.open(tmp_path / "x.kg").manifest.documents
    assert {entry.record.url for entry in entries} == {one.record.url for one in sources}


def test_a_page_saved_twice_is_read_once_and_a_changed_page_twice(tmp_path: Path) -> None:
    changed = TEXT.replace("1 June", "9 June")
    record_all(
        tmp_path / "a.warc.gz",
        page("2024-05-10"),
        page("2024-07-10", text=changed),
        page("2024-06-10"),
        page("2024-05-11", path="/b.txt"),
    )
    found = [
        (one.name, one.record.saved[:10], read_source_bytes(one) == TEXT.encode())
        for one in gather_sources([tmp_path]).sources
    ]
    assert sorted(found) == [
        ("b.txt", "2024-05-11", True),
        ("may.txt?ID=7", "2024-06-10", True),
        ("may.txt?ID=7", "2024-07-10", False),
    ]


def test_of_a_page_that_changed_the_last_is_taken_and_the_first_kept_as_its_version(tmp_path: Path) -> None:
    first = f"{TEXT}\nThe Panel heard how many lifts were out of order in the winter, and which of them had been mended since.\n"
    record_all(
        tmp_path / "a.warc.gz",
        page("2024-07-10", text=first.replace("1 June", "9 June")),
        page("2024-05-10", text=f"{first}\nA vote of thanks was passed to the caretakers of the three towers.\n"),
    )
    report = build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    assert (report.documents, sum(report.commitments.values())) == (2, 1)
    assert [one.why for one in report.versions] == ["the same page, saved earlier"]
    (taken,) = [entry for entry in GraphFolder.open(tmp_path / "x.kg").manifest.documents if not entry.current]
    assert taken.record.saved.startswith("2024-07-10")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
def test_what_wget_saves_is_read_as_folder_as_zip_and_as_warc_file(tmp_path: Path) -> None:
    pages = {
        "/ieListMeetings.html?CId=1": "<html><body><a href='mgAi.aspx?ID=7'>May</a> <a href='mgAi.aspx?ID=8'>June</a></body></html>",
        "/mgAi.aspx?ID=7": "".join(f"<p>{line}</p>" for line in TEXT.splitlines() if line),
        "/mgAi.aspx?ID=8": "".join(f"<p>{line}</p>" for line in JUNE.splitlines() if line),
    }
    with serve(pages) as address:
        subprocess.run(
            [
                "wget",
                "-q",
                "--no-config",
                "--no-proxy",
                "-r",
                "--warc-file=crawl",
                f"{address}/ieListMeetings.html?CId=1",
            ],
            cwd=tmp_path,
            check=True,
            timeout=60,
        )
    (folder,) = [one for one in tmp_path.iterdir() if one.is_dir()]
    pack(tmp_path / "pages.zip", {file.name: file.read_bytes() for file in folder.iterdir()})
    found = []
    for name in (folder.name, "pages.zip", "crawl.warc.gz"):
        build_graph([tmp_path / name], tmp_path / "x.kg", as_of=DAY)
        entries = GraphFolder.open(tmp_path / "x.kg").manifest.documents
        found.append([(entry.name, entry.sha256, entry.facts) for entry in entries if entry.name.startswith("mgAi")])
        shutil.rmtree(tmp_path / "x.kg")
    assert found[0] == found[1] == found[2]
    assert [name for name, _, _ in found[0]] == ["mgAi.aspx?ID=7", "mgAi.aspx?ID=8"]


@contextlib.contextmanager
def serve(pages: dict[str, str]) -> Iterator[str]:
    """A web server on this machine that has some pages."""

    class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def test_what_the_server_did_not_have_is_left_alone(tmp_path: Path) -> None:
    record_all(tmp_path / "a.warc.gz", page("2024-05-10"), status="404 Not Found")
    with pytest.raises(SourceError, match=r"a\.warc\.gz: no minutes in it"):
        gather_sources([tmp_path])


def test_a_page_that_the_server_packed_is_unpacked(tmp_path: Path) -> None:
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts(gzip.compress(TEXT.encode()), 50)) + b"0\r\n\r\n"
    )
    head = ("Content-Encoding: gzip", "Transfer-Encoding: chunked")
    record_all(tmp_path / "a.warc.gz", (f"{SITE}/a.txt", "2024-05-10", "text/plain", chunks), headers=head)
    (source,) = gather_sources([tmp_path]).sources
    assert read_source_bytes(source) == TEXT.encode()


def parts(data: bytes, size: int) -> Iterator[bytes]:
    yield from (data[at : at + size] for at in range(0, len(data), size))


def in_one_piece(file: Path) -> None:
    record_all(file, page("2024-05-10"), page("2024-05-11", path="/b.txt"), packed=False)
    file.write_bytes(gzip.compress(file.read_bytes()))


def endless_head(file: Path) -> None:
    with gzip.open(file, "wb") as out:
        out.write(b"WARC/1.0\r\nWARC-Type: response\r\nX: ")
        for _ in range(300):
            out.write(b"x" * 1_000_000)


def no_warc(file: Path) -> None:
    file.write_bytes(gzip.compress(b"<html>"))


def swollen_page(file: Path) -> None:
    body = gzip.compress(bytes(65_000_000))
    record_all(file, (f"{SITE}/a.txt", "2024-05-10", "text/plain", body), headers=("Content-Encoding: gzip",))


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (in_one_piece, "bad.warc.gz: a WARC file packed as one piece; unpack it with gunzip"),
        (no_warc, "bad.warc.gz: damaged, or no WARC file"),
        pytest.param(
            swollen_page, f"bad.warc.gz/{SITE}/a.txt: larger than 64 MB; leave it out", marks=pytest.mark.slow
        ),
        pytest.param(endless_head, "bad.warc.gz: ", marks=pytest.mark.slow),
    ],
)
def test_a_bad_warc_file_is_one_line_and_the_rest_is_built(
    tmp_path: Path, make: Callable[[Path], None], what: str
) -> None:
    make(tmp_path / "bad.warc.gz")
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    report = build_graph([tmp_path], tmp_path / "x.kg", as_of=DAY)
    assert report.documents == 1
    (line,) = [str(one).removeprefix(f"{tmp_path}/") for one in report.skipped]
    assert line.startswith(what)


def test_any_damage_to_a_warc_file_is_said_in_a_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = record_all(tmp_path / "a.warc.gz", page("2024-05-10"), page("2024-05-11", path="/b.txt"))
    data = file.read_bytes()
    chance = random.Random(7)
    for cut in (None,) * 30 + (20,) * 30:
        spoilt = bytearray(data[: cut and chance.randrange(len(data))])
        for _ in range(0 if cut else 3):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        file.write_bytes(spoilt)
        with quiet():
            for source in gather_sources([file]).sources:
                read_source_bytes(source)
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_ten_thousand_pages_are_listed_in_seconds(tmp_path: Path) -> None:
    pack(tmp_path / "pages.zip", {f"{n % 100}/mgAi.txt?ID={n}": f"{TEXT}{n}" for n in range(10_000)})
    before = os.times().user
    assert len(gather_sources([tmp_path]).sources) == 10_000
    assert os.times().user - before < 10
