"""Searching a dossier: terms asked for, hits, the words around them, what was perhaps meant."""
