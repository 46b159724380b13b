"""The reading room: a dossier in a browser, served on this machine, or written as files that open from a folder."""
