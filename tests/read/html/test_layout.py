"""Elements of a page beside the lines that they become."""

from __future__ import annotations

import pytest

from kg.read import render


def shown(body: str) -> list[str]:
    """The lines of a page with this body."""
    text = render(f"<!doctype html><html><body>{body}</body></html>".encode(), "page.html").text
    return text.removesuffix("\n").split("\n")


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        pytest.param("<p>One\n  two<p>Three", ["One two", "", "Three"], id="wrapped source"),
        pytest.param("<p>One<br>two<br><br>three", ["One", "two", "", "three"], id="breaks"),
        pytest.param("<p>The <b>Clerk</b> <i>agreed</i>.</p>", ["The Clerk agreed."], id="inline"),
        pytest.param("<h2>Title</h2>Text", ["Title", "", "Text"], id="heading"),
        pytest.param("<ul><li>a<li>b</ul>", ["· a", "", "· b"], id="bullets"),
        pytest.param("<ol start=3><li>a<li>b</ol>", ["3. a", "", "4. b"], id="numbers from three"),
        pytest.param("<ol type=a><li>x<li value=5>y<li>z</ol>", ["a. x", "", "e. y", "", "f. z"], id="letters"),
        pytest.param("<ol type=I reversed start=2><li>x<li>y</ol>", ["II. x", "", "I. y"], id="reversed"),
        pytest.param('<ol style="list-style-type:lower-roman"><li>x</ol>', ["i. x"], id="style"),
        pytest.param('<ul style="list-style:none"><li>(a) x</ul>', ["(a) x"], id="unmarked"),
        pytest.param("<ol><li>(i) x</ol>", ["(i) x"], id="a number of its own"),
        pytest.param("<ul><li><p>a</p><p>more</p></ul>", ["· a", "", "more"], id="paragraphs in an entry"),
        pytest.param("<ol><li>a<ul><li>b</ul><li>c</ol>", ["1. a", "", "· b", "", "2. c"], id="nested"),
        pytest.param(
            "<p>§&nbsp;&nbsp;&nbsp; a</p><p>1.&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; b</p>", ["· a", "", "1. b"], id="typed"
        ),
        pytest.param("<p>The gate.&nbsp; It was shut</p>", ["The gate. It was shut"], id="no-break space"),
        pytest.param(
            "<p>Cllr Hay&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;Chair</p>", ["Cllr Hay      Chair"], id="column"
        ),
        pytest.param("<table><tr><th>Ward<th>Voids<tr><td>East<td>4</table>", ["Ward | Voids", "East | 4"], id="table"),
        pytest.param(
            "<table><tr><td>Action<td>Who<td>When<tr><td>Mend it<td><td>May</table>",
            ["Action | Who | When", "Mend it | - | May"],
            id="an empty cell keeps its column",
        ),
        pytest.param("<table><tr><td><p>a</p><p>b</p></table>", ["a", "", "b"], id="table of one cell"),
        pytest.param(
            "<table><tr><td>(1)<td>That the report be noted<tr><td>(2)<td>That it be sent</table>",
            ["(1) That the report be noted", "", "(2) That it be sent"],
            id="numbers in a table",
        ),
        pytest.param(
            "<table><tr><td>4.1<td>The Clerk would write to the owner of the gate before the end of the month, it was agreed."
            "<td>EF</table>",
            ["4.1 The Clerk would write to the owner of the gate before the end of the month, it was agreed.      EF"],
            id="who has to act",
        ),
        pytest.param("<dl><dt>a<dd>b<dd>c<dt>d<dd>e</dl>", ["a", "b", "c", "", "d", "e"], id="terms"),
        pytest.param("<pre>a    b\nc</pre>", ["a    b", "c"], id="pre"),
        pytest.param(
            "<p>a<script>x('</p><p>b')</script><style>p{}</style><span style='display:none'>c</span><span hidden>d</span>e",
            ["ae"],
            id="hidden",
        ),
        pytest.param("<p>a <del>not this</del> b", ["a b"], id="struck out"),
        pytest.param("<p>&pound;5 &amp; caf&eacute; &#8211; &#x201c;x&#x201d;", ["£5 & café – “x”"], id="entities"),
        pytest.param("<p>by \u200f\u202eJuly\u200b 20\u00ad24\ufeff", ["by July 2024"], id="invisible marks"),
    ],
)
def test_elements_become_lines(html: str, lines: list[str]) -> None:
    assert shown(html) == lines
