"""A read-only SPARQL 1.1 endpoint: queries run in processes of their own, which are killed when they take too long.

tasks        what a worker is asked, and what it answers
worker       the process that asks a copy of the store
pool         so many workers, one query each at a time, replaced when they are killed
protocol     SPARQL 1.1 Protocol over HTTP: which query, over which graphs, in which format
api          each canned query as an operation, with an OpenAPI description
description  what the endpoint can do (SPARQL 1.1 Service Description)
"""
