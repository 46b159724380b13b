"""Articles as brat has them: a text, and annotations standing beside it."""
