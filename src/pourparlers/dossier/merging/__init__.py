"""Which things of many articles are one: texts, actors, issues, encounters, statements."""
