"""How strong a sign of blame must be: the stronger, the less a text blames elsewhere.

A score tells how much speaks for blame where every third sentence blames, as among the training
sentences. In a page that blames nobody else, the same words are mostly a false alarm.
Source: Saerens, Latinne, Decaestecker, Adjusting the outputs of a classifier to new a priori
probabilities (2002); the share is counted here, not fitted.
"""

from collections.abc import Iterable
from math import log

from rubrics.language.rules import trained_rules


def bar(scores: Iterable[float], warned: int = 0) -> float:
    """Return the score from which a sentence blames, among the others of its text.

    Args:
        scores: The scores of the sentences in which no rule warns.
        warned: How many sentences a rule warns of.
    """
    rules, scores = trained_rules(), tuple(scores)
    sure = warned + sum(score >= rules.surely_from for score in scores)
    usual, weight = rules.usual_share, rules.usual_counts
    share = (sure + weight * usual) / (warned + len(scores) + weight)
    harder = rules.harder * (_log_odds(rules.easy_share) - _log_odds(share))
    return round(rules.blames_from + max(0.0, harder), 2)


def _log_odds(share: float) -> float:
    return log(share / (1 - share))
