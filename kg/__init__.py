"""Council minutes in, answers out.

    read       bytes -> Document            text, blocks, items, offsets
    extract    Document -> DocumentFacts    meeting, people, commitments, figures, each with its words
    resolve    DocumentFacts... -> who is whom within a council
    track      commitments -> due dates, states
    graph      facts -> N-Quads, one named graph per source document
    store      N-Quads -> an embedded or remote SPARQL store
    validate, reason, query, export, evaluate    over the store

`kg.pipeline` runs them; the stages do not import each other. Start with `kg.document` and `kg.facts`.
"""

__version__ = "0.1.0"
