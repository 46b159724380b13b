"""What persons decide of a dossier's facts, and how it outranks what was read."""
