"""Articles as TEI documents: header, running text, and facts standing beside it."""
