"""Reads what says before an act that it was not done: "failed to", "nobody", "has not"."""

from dataclasses import replace

from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.parts.verb_group import Act

NOBODY = word_set("nobody none neither no no-one noone nor")
_NOW = word_set(
    "do does don't doesn't is are isn't aren't fails fail forgets forget neglects makes"
)


def by_nobody(act: Act, words: tuple[str, ...]) -> Act:
    """Return an act that nobody did as one that was not done."""
    denied = not act.denied
    act = replace(act, before=(), beside=(*act.before, *act.beside))
    if words[-1] == "to" or (act.tense == "gerund" and len(words) > 1):
        return replace(act, tense=tense_of(words), denied=denied, behind=True, supposed=True)
    return replace(act, denied=denied, never="ever" in words or act.never, supposed=True)


def is_plain_denial(words: tuple[str, ...]) -> bool:
    """Return whether the words deny by themselves: "did not bother to", not "failed to"."""
    failing = ("fail", "forg", "neglect", "omit", "refus", "overlook", "declin")
    return not any(word.startswith(failing) for word in words)


def denials_in(words: tuple[str, ...]) -> int:
    """Return how often the words deny by themselves."""
    return sum(word in ("not", "never", "nobody") or word.endswith("n't") for word in words)


def tense_of(words: tuple[str, ...]) -> str:
    """Return the tense that the words before an act give it: "failed to", "have never"."""
    low = {word.removesuffix("n't") for word in words} | set(words)
    if low & {"did", "was", "were"}:
        return "past"
    supposed = low & {"should", "could", "would", "might"}
    auxiliaries = {"having": "perfect gerund", "had": "past perfect"}
    if not supposed:
        auxiliaries |= {"has": "present perfect", "have": "present perfect"}
    for word, tense in auxiliaries.items():
        if word in low:
            return tense
    if any(word.endswith("ing") and word not in ("nothing", "anything") for word in words):
        return "gerund"
    return "present" if low & _NOW or _is_simple_present(words[0]) else "past"


def _is_simple_present(word: str) -> bool:
    return word.endswith("s") and word[:-1] in lexicon().base_verbs
