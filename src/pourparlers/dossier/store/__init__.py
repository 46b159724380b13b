"""The database of a dossier: its tables, how it is opened, brought up to date and written."""
