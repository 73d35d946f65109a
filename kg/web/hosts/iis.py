"""`web.config`: settings for IIS. No such server was at hand: read, never run, as its first lines say."""

from __future__ import annotations

from kg.web.hosts.types import HEADERS, TEXTS, TWINS, TYPES

_HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<!--
  IIS 7.5 and later. Written by its documentation, not tried on one. If every page says "500.19", take this file away:
  the site works without it, but for .ttl and .jsonld, which IIS does not serve before somebody tells it their types.

  The data of a page for a client that asks for them need the add-on "URL Rewrite". Where it is installed, take the
  marks of a comment away from around <rewrite>; where it is not, <rewrite> would be an error on every page. These rules
  look for a type by name and weigh nothing: a client that names HTML too gets HTML.
-->
"""


def iis_settings(root: str) -> str:
    """The text of the file.

    Args:
        root: path of the site on its host.
    """
    maps = "".join(
        f'      <remove fileExtension=".{ending}" />\n'
        f'      <mimeMap fileExtension=".{ending}" mimeType="{media_type}{_charset(ending)}" />\n'
        for ending, media_type in TYPES.items()
    )
    headers = "".join(
        f'        <remove name="{name}" />\n        <add name="{name}" value="{value}" />\n'
        for name, value in {**HEADERS, "Vary": "Accept"}.items()
    )
    rules = "".join(
        f'        <rule name="minutes {form}" stopProcessing="true">\n'
        f'          <match url="^(.+?)/?$" />\n'
        "          <conditions>\n"
        f'            <add input="{{HTTP_ACCEPT}}" pattern="{TYPES[form].replace("+", "[+]")}" />\n'
        '            <add input="{HTTP_ACCEPT}" pattern="text/html" negate="true" />\n'
        f'            <add input="{{APPL_PHYSICAL_PATH}}{{R:1}}.{form}" matchType="IsFile" />\n'
        "          </conditions>\n"
        f'          <action type="Rewrite" url="{{R:1}}.{form}" />\n'
        "        </rule>\n"
        for form in TWINS
    )
    missing = f"{root}404.html".lstrip("/").replace("/", "\\")
    if root == "/":  # .well-known/void, the only file without an ending
        maps += f'      <remove fileExtension="." />\n      <mimeMap fileExtension="." mimeType="{TYPES["ttl"]}" />\n'
    return (
        f"{_HEAD}<configuration>\n  <system.webServer>\n    <staticContent>\n{maps}    </staticContent>\n"
        f"    <httpProtocol>\n      <customHeaders>\n{headers}      </customHeaders>\n    </httpProtocol>\n"
        '    <httpErrors errorMode="Custom">\n      <remove statusCode="404" />\n'
        # A file, from the root of the site at IIS: as an address (ExecuteURL) it would be answered with 200.
        f'      <error statusCode="404" path="{missing}" responseMode="File" />\n    </httpErrors>\n'
        f"    <!--\n    <rewrite>\n      <rules>\n{rules}      </rules>\n    </rewrite>\n    -->\n"
        "  </system.webServer>\n</configuration>\n"
    )


def _charset(ending: str) -> str:
    return "; charset=utf-8" if ending in (*TEXTS, "html") else ""
