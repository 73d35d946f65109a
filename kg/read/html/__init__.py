"""Web pages -> text: saved pages of ModernGov by their parts, any other page by its main text.

sniff -> guard -> page      is it a page, in which encoding; markup that no page has; which kind of page
moderngov | article         the parts of a page of ModernGov; the main text of any other
layout -> tables, marks     elements -> lines as a clerk would type them
"""
