"""One thing across its sources: an article with its facts, a statement or an encounter as each source tells it."""
