"""A council's ModernGov site -> a folder of minutes that `kg build` reads.

addresses, manners -> fetching       one request at a time, to one host, as the site wants it
tree -> service | pages              answers of the web service, or of the pages where that is off, as `meetings`
cleaning -> writing -> folder        a page for each meeting, and `minutes.csv`
state                                what was asked and answered
site, sources, plan, keeping -> run  where it is, what to ask for, what becomes of it
"""

from __future__ import annotations

from kg.harvest.fetching import Clock
from kg.harvest.run import Report, Request, harvest_minutes

__all__ = ["Clock", "Report", "Request", "harvest_minutes"]
