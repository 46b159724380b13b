"""How well records agree with gold: the figures by which reading is judged."""

from pourparlers.scoring.gold import GoldArticle, gold_files, read_gold
from pourparlers.scoring.measures import compare
from pourparlers.scoring.tally import Tally

__all__ = ["GoldArticle", "Tally", "compare", "gold_files", "read_gold"]
