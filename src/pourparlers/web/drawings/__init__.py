"""What pages draw, as numbers: bars, lines, dots and where names stand. Templates write them as SVG."""
