"""The site as a councillor meets it: a real browser, other people's web servers, other people's checks."""
