"""Many articles, one dossier."""
