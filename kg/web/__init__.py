"""The graph in a browser: the same pages from `kg publish`, as files, and from `kg serve`, on demand.

addresses        which page an IRI is on, and where links lead
twins            what a page says as data       dataset   what the whole of the data is (VoID, DCAT)
things           a thing of the graph with what is said of it, for pages to ask
site             all pages of a graph, each rendered in a form: HTML, Turtle, JSON-LD, N-Triples
pages/           what stands on the page of each kind of thing; templates/ says how it looks
"""

from kg.web.site import Form, Page, Site

__all__ = ["Form", "Page", "Site"]
