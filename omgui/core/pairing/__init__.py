"""From names of files to pairs: rules, proposals, examples and moves by hand."""

from __future__ import annotations

from omgui.core.pairing.applying import apply_rule, fields_of
from omgui.core.pairing.cancelling import IsCancelled, PairingCancelled, never, watched
from omgui.core.pairing.example import Contradiction, Generalisation, by_example
from omgui.core.pairing.hypotheses import Source
from omgui.core.pairing.overrules import Move, Overrules, Place, overrule
from omgui.core.pairing.pair_lists import LIST_ENDINGS, ListedPairs, pair_by_lists
from omgui.core.pairing.propose import Evidence, Proposal, propose
from omgui.core.pairing.recipes import MosFile, Recipe, find_recipe, load_recipes, recognise
from omgui.core.pairing.rescan import ListingChange, compare_listings
from omgui.core.pairing.result import Counts, Leftover, LeftoverCode, PairGroup, Pairing
from omgui.core.pairing.rule import PairingRule, RuleLine, parse_rule, regex_rule
from omgui.core.pairing.settings import PairingSettings
from omgui.core.pairing.template import RuleError

__all__ = [
    "LIST_ENDINGS",
    "Contradiction",
    "Counts",
    "Evidence",
    "Generalisation",
    "IsCancelled",
    "Leftover",
    "LeftoverCode",
    "ListedPairs",
    "ListingChange",
    "MosFile",
    "Move",
    "Overrules",
    "PairGroup",
    "Pairing",
    "PairingCancelled",
    "PairingRule",
    "PairingSettings",
    "Place",
    "Proposal",
    "Recipe",
    "RuleError",
    "RuleLine",
    "Source",
    "apply_rule",
    "by_example",
    "compare_listings",
    "fields_of",
    "find_recipe",
    "load_recipes",
    "never",
    "overrule",
    "pair_by_lists",
    "parse_rule",
    "propose",
    "recognise",
    "regex_rule",
    "watched",
]
