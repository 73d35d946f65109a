"""`kg.toml` in the folder where `kg` runs: what would else have to be said with every command.

    base = "https://minutes.ashshire.example/"

    [site]
    title = "Who promised what in Ashshire"

Each part of the program checks the settings that are its own; here is only the file.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from kg.errors import UsageError

FILE = Path("kg.toml")
_KNOWN = ("base", "site")


def read_toml(file: Path = FILE) -> dict[str, object]:
    """What the file says, by its topmost names; nothing if it is not there.

    Raises:
        UsageError: it cannot be read, is not TOML, or has a name that means nothing.
    """
    if not file.is_file():
        return {}
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"not TOML: {error}", where=str(file), todo="correct it, or remove it") from error
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror or error})", where=str(file), todo="correct it, or remove it"
        ) from error
    for name in said:
        if name not in _KNOWN:
            raise UsageError(f"there is no setting {name!r}", where=str(file), todo="use base and [site]")
    return said


def read_base(file: Path = FILE) -> str | None:
    """What the addresses of the data begin with, as `base` says; None if it does not.

    Raises:
        UsageError: as `read_toml`, or it is not a text.
    """
    base = read_toml(file).get("base")
    if base is not None and not isinstance(base, str):
        raise UsageError("base is not a text", where=str(file), todo='write base = "https://…/"')
    return base
