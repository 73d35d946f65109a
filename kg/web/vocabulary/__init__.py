"""The ontology and its lists of values, for their pages: every term with all that is said of it, in words.

files        `ontology/` as graphs, and as the files that a site offers
phrases      an expression of OWL ("some post that …") as words and links
terms        classes and properties, in the order of `minutes.ttl`
lists        the lists of values (SKOS)
namespaces   whose terms stand behind ours
overview     the classes as a picture
"""

from kg.web.vocabulary.files import LISTS, vocabulary_files
from kg.web.vocabulary.lists import ValueList, load_list
from kg.web.vocabulary.namespaces import Namespace, load_namespaces
from kg.web.vocabulary.overview import draw_overview
from kg.web.vocabulary.terms import Facts, Section, Term, load_facts, load_sections

__all__ = [
    "LISTS",
    "Facts",
    "Namespace",
    "Section",
    "Term",
    "ValueList",
    "draw_overview",
    "load_facts",
    "load_list",
    "load_namespaces",
    "load_sections",
    "vocabulary_files",
]
