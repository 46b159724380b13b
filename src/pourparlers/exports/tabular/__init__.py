"""A dossier as flat tables: their columns, their rows, and cells of CSV."""
