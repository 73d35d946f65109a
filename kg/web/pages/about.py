"""Pages that are about no thing of the graph: the ontology, its lists, the search, and what is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocab import MINUTES
from kg.web.vocabulary import (
    LISTS,
    draw_overview,
    load_facts,
    load_list,
    load_namespaces,
    load_sections,
)

if TYPE_CHECKING:
    from kg.web.site import Site
    from kg.web.things import Thing

_LONG = 60  # a list with more values has them on its own page only


def view_ontology(site: Site) -> dict[str, object]:
    """The variables of `ontology.html`."""
    classes, properties = load_sections()
    return {
        "facts": load_facts(),
        "classes": classes,
        "properties": properties,
        "lists": tuple(load_list(name) for name in LISTS),
        "long": _LONG,
        "namespaces": load_namespaces(),
        "overview": draw_overview(),
        "here": _first_of_each_class(site),
    }


def view_list(site: Site, name: str) -> dict[str, object]:
    """The variables of `list.html`, for one of the lists of values."""
    return {"list": load_list(name)}


def view_search(site: Site) -> dict[str, object]:
    """The variables of `search.html`."""
    return {"councils": sorted(site.subject(page) for page in site.pages.values() if page.kind == "council")}


def view_missing(site: Site) -> dict[str, object]:
    """The variables of `404.html`."""
    return {}


def _first_of_each_class(site: Site) -> dict[str, Thing]:
    """For each class of which the graph has things, by its name: the first of them."""
    wanted = {str(MINUTES._NS[name]): name for name in site.counts}
    found: dict[str, Thing] = {}
    for page in site.pages.values():
        if len(found) == len(wanted):
            break
        if page.kind:
            thing = site.subject(page)
            for type_ in thing.types:
                if type_ in wanted:
                    found.setdefault(wanted[type_], thing)
    return found
