"""Where the files that experts edit are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_ROOT = _PACKAGE / "_data" if (_PACKAGE / "_data").is_dir() else _PACKAGE.parent

ONTOLOGY = _ROOT / "ontology"
LEXICON = ONTOLOGY / "lexicon"
QUERIES = _ROOT / "queries"
SHAPES = _ROOT / "shapes"
