"""badge: from a repository to a badge, with evidence for every answer."""

__version__ = "0.1.0"
