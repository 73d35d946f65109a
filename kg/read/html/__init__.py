"""Web pages -> text: saved pages of ModernGov by their parts, any other page by its main text.

sniff -> guard -> page                       is it a page, in which encoding; markup that no page has; which kind it is
moderngov -> mgitems -> mgtext               its lines, what of them is agenda, decision and minutes, its text
    mgwords, sitting, mgattendance           the site's own words; who met when; who was there
article                                      the main text of any other page
layout -> tables, marks                      elements -> lines as a clerk would type them
site                                         the council whose site it is; messages of errors
"""
