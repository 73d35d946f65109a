"""What stands on the page of each kind of thing: one module for each kind that has more to show than its statements.

A view is a function of the site and the thing; it gives the variables of the template of the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from kg.web.pages.about import view_list, view_missing, view_ontology, view_search
from kg.web.pages.bodies import view_body, view_council
from kg.web.pages.commitment import view_commitment
from kg.web.pages.data import view_data
from kg.web.pages.figures import view_indicator, view_observation
from kg.web.pages.home import view_home
from kg.web.pages.meetings import view_item, view_meeting
from kg.web.pages.people import view_person, view_post
from kg.web.pages.sources import view_document, view_evidence
from kg.web.pages.thing import view_refusal, view_tenure, view_thing
from kg.web.vocabulary import LISTS

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

View = Callable[["Site", "Thing"], dict[str, object]]

# Kind of thing -> its template and view. A kind that is not here has the plain page.
_VIEWS: Mapping[str, tuple[str, View]] = {
    "body": ("body", view_body),
    "commitment": ("commitment", view_commitment),
    "council": ("council", view_council),
    "document": ("document", view_document),
    "evidence": ("evidence", view_evidence),
    "indicator": ("indicator", view_indicator),
    "item": ("item", view_item),
    "meeting": ("meeting", view_meeting),
    "observation": ("observation", view_observation),
    "person": ("person", view_person),
    "post": ("post", view_post),
    "refusal": ("refusal", view_refusal),
    "tenure": ("tenure", view_tenure),
}

# Pages that are about no thing, by their path.
SPECIAL: Mapping[str, Callable[[Site], dict[str, object]]] = {
    "": view_home,
    "404": view_missing,
    "data": view_data,
    "ontology": view_ontology,
    "search": view_search,
    **{name: partial(view_list, name=name) for name in LISTS},
}
# Their templates, where they are not called as the page is.
TEMPLATES: Mapping[str, str] = {"": "home", **dict.fromkeys(LISTS, "list")}


def view_of(kind: str) -> tuple[str, View]:
    """The template and the view for a kind of thing."""
    return _VIEWS.get(kind, ("thing", view_thing))
