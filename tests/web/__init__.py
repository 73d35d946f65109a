"""Tests of `kg.web`."""
