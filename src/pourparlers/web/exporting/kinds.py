"""The formats that are offered: what their files end in, and of which media type they are."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """What a download is.

    Attributes:
        group: beside which others it is offered.
        ending: of its file.
        type: its media type.
    """

    group: str
    ending: str
    type: str


ZIP = "application/zip"
# Groups and the formats in them, in the order in which they are offered.
KINDS: dict[str, Kind] = {
    "csv": Kind("tables", "csv.zip", ZIP),
    "parquet": Kind("tables", "parquet.zip", ZIP),
    "docx": Kind("readers", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "chronology": Kind("readers", "md", "text/markdown; charset=utf-8"),
    "site": Kind("readers", "site.zip", ZIP),
    "ics": Kind("readers", "ics", "text/calendar; charset=utf-8"),
    "bibtex": Kind("readers", "bib", "application/x-bibtex; charset=utf-8"),
    "csl": Kind("readers", "csl.json", "application/vnd.citationstyles.csl+json"),
    "graphml": Kind("networks", "graphml", "application/graphml+xml"),
    "gexf": Kind("networks", "gexf", "application/gexf+xml"),
    "dna": Kind("networks", "dna", "application/vnd.sqlite3"),
    "dna-csv": Kind("networks", "dna.csv", "text/csv; charset=utf-8"),
    "ftm": Kind("networks", "ftm.jsonl", "application/x-ndjson"),
    "plover": Kind("events", "plover.jsonl", "application/x-ndjson"),
    "polecat": Kind("events", "polecat.tsv", "text/tab-separated-values; charset=utf-8"),
    "cameo": Kind("events", "cameo.tsv", "text/tab-separated-values; charset=utf-8"),
    "qdpx": Kind("texts", "qdpx", "application/octet-stream"),
    "tei": Kind("texts", "tei.xml", "application/tei+xml"),
    "annotations": Kind("texts", "jsonld", "application/ld+json"),
    "brat": Kind("texts", "brat.zip", ZIP),
    "spacy": Kind("texts", "spacy", "application/octet-stream"),
    "json": Kind("whole", "json", "application/json"),
    "jsonl": Kind("whole", "jsonl", "application/x-ndjson"),
}
GROUPS = tuple(dict.fromkeys(one.group for one in KINDS.values()))
