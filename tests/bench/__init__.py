"""Measurements against named peers or limits, side by side in one run; never part of the tests."""
