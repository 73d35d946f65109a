"""The graph in a browser: the same pages from `kg publish`, as files, and from `kg serve`, on demand.

What is shown:
    addresses, things     which page an IRI is on; a thing of the graph with what is said of it, for pages to ask
    site                  all pages of a graph, each rendered in a form: HTML, Turtle, JSON-LD, N-Triples
    pages/, templates/    what stands on the page of each kind of thing, and how it looks (render, schema, cells)
    vocabulary/           the ontology with its own documentation
    twins                 what a page says as data
    files                 all else that a site has: dataset (VoID, DCAT, dumps), changes and feeds (Atom), sitemaps,
                          search, sheets (CSV), hosts/ (settings of Apache, nginx, Netlify, IIS), assets/
    settings              what the site says of itself, from `kg.toml`
How it goes out:
    publish               as files
    serve, listen         to clients, by what they ask for (negotiate, answers); what takes long is made ahead, and
                          what was made is kept (ahead, kept)
    sparql/               the endpoint, its editor, and each ready question as an operation (examples)
"""

from kg.web.site import Form, Page, Site

__all__ = ["Form", "Page", "Site"]
