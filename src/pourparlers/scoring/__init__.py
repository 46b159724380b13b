"""How well records agree with gold: the figures by which reading is judged, and the ledger of errors."""

from pourparlers.scoring.errors import Difference, ErrorKind, differences
from pourparlers.scoring.gold import GoldArticle, gold_files, read_gold
from pourparlers.scoring.measures import compare
from pourparlers.scoring.tally import Tally

__all__ = ["Difference", "ErrorKind", "GoldArticle", "Tally", "compare", "differences", "gold_files", "read_gold"]
