"""What stands on a dossier: chronology, positions, proposals, accusations, contradictions, sources, changes, search."""
