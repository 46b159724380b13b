"""Records for people and for other programs: one module per format."""
