"""What happened and who said what, in order of day: the lines of the timeline, its facets, months and strip."""
