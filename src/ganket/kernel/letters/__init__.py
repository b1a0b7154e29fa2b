"""Vietnamese letters as they come in: older alphabets, loose marks, unseen signs."""

from ganket.kernel.letters.mending import Mender, alphabets_of, decoded, tidied
from ganket.kernel.letters.syllables import composed, is_syllable
from ganket.kernel.letters.tables import Alphabet, converted

__all__ = [
    "Alphabet",
    "Mender",
    "alphabets_of",
    "composed",
    "converted",
    "decoded",
    "is_syllable",
    "tidied",
]
