"""The part of the reasoner that runs in a process of its own, so that it can be stopped.

It is run by its path, `python -P worker.py JAVA IN.nt OUT.nt`, and imports nothing of this package: it
starts in a fifth of a second. HermiT is a tableau reasoner for OWL 2 DL (http://www.hermit-reasoner.com),
which owlready2 brings.
"""

from __future__ import annotations

import json
import sys

CONSISTENT, INCONSISTENT, FAILED = "consistent", "inconsistent", "failed"


def main(java: str, source: str, target: str) -> dict[str, str]:
    """Reason over a file of N-Triples and write what follows to another.

    Args:
        java: the Java to run.
        source: N-Triples to read.
        target: where to write, as N-Triples, what follows: types, property values and superclasses.
    """
    import owlready2
    import owlready2.reasoning

    owlready2.JAVA_EXE = owlready2.reasoning.JAVA_EXE = java
    world = owlready2.World()
    with open(source, "rb") as data:  # noqa: PTH123 (owlready2 wants a file that is open)
        world.get_ontology("urn:minutes-kg:asserted#").load(fileobj=data)
    inferred = world.get_ontology("urn:minutes-kg:inferred#")
    try:
        with inferred:
            owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return {"state": INCONSISTENT}
    except owlready2.OwlReadyJavaError as error:
        return {"state": FAILED, "message": _first_complaint(str(error))}
    inferred.save(target, format="ntriples")
    return {"state": CONSISTENT}


def _first_complaint(message: str) -> str:
    """What Java complains of, without the trace of where."""
    for line in message.splitlines():
        complaint = line.partition("Exception: ")[2].strip()
        if complaint:
            return complaint
    return message.splitlines()[-1].strip() if message.strip() else "no message"


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:4])))  # noqa: T201 (the answer to the process that asked)
