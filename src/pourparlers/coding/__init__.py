"""What people coded elsewhere: read from the files of other programs, and held against what is read here."""

from pourparlers.coding.coded import CodedText, Fact
from pourparlers.coding.importers import read_coded

__all__ = ["CodedText", "Fact", "read_coded"]
