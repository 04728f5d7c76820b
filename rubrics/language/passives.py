"""Whether a sentence only tells what was done, and speaks of nobody who did it.

"The change was merged without the desk being told." People may be there to whom it was done. Such a
sentence says what happened to a thing: the trained part, which goes by the whole sentence, hears
blame in it where it heard some in sentences about the same events.
"""

from functools import lru_cache

from rubrics.language.rules import compiled, trained_rules


@lru_cache(maxsize=1024)
def tells_plainly(words: str) -> bool:
    """Return whether a sentence is a passive in which nobody acts and nothing judges.

    Args:
        words: One sentence as the shadow of a text shows it, with people covered.
    """
    told = trained_rules().told_plainly
    if not compiled(told.passive).search(words):
        return False
    for pattern in told.undergoing:
        words = compiled(pattern).sub(" ", words)
    return not any(compiled(pattern).search(words) for pattern in told.unless)
