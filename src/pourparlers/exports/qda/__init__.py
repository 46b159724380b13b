"""Articles as projects of qualitative analysis (REFI-QDA): code book, sources, coded passages."""
