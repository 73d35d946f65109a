"""The rules that `ontology/README.md` gives for w3id.org, in the web server that it runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import paths
from kg.vocab import ONTOLOGY, PROJECT
from kg.web.vocabulary import LISTS
from tests.web.browser.test_hosts import Host, _apache, _free_port, _running

pytestmark = pytest.mark.slow


def test_the_address_of_every_term_is_sent_on_to_a_site(tmp_path: Path) -> None:
    readme = (paths.ONTOLOGY / "README.md").read_text("utf-8")
    rules = re.findall(r"^    (Rewrite.*)$", readme, re.MULTILINE)
    assert rules[0] == "RewriteEngine On"
    folder = tmp_path / "w3id" / "minutes-kg"
    folder.mkdir(parents=True)
    (folder / ".htaccess").write_text("\n".join(rules) + "\n", encoding="utf-8")
    port = _free_port()
    with _running(_apache(tmp_path, tmp_path / "w3id", "/", port), port, tmp_path / "error.log"):
        w3id = Host(port, "/minutes-kg/")
        for name in ("ontology", *LISTS):
            status, headers, _ = w3id.ask("GET", name, Accept="text/turtle")
            assert (status, headers["location"]) == (303, f"https://minutes.example/{name}"), PROJECT + name
        status, headers, _ = w3id.ask("GET", "ontology/0.1.0")
        assert (status, headers["location"]) == (303, "https://minutes.example/ontology"), ONTOLOGY
        assert w3id.ask("GET", "nothing")[0] == 404
