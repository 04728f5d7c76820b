"""What a person decides about the blaming sentences of a draft, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from agent.documents.redrafting.drafts import Blamed, Draft, Recheck
from agent.documents.redrafting.edits import Edit, applied
from agent.hygiene import one_line


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about one sentence."""

    kind: Literal["accepted", "edited", "rejected"]
    words: str = ""
    """What stands in its place; empty when it stays."""
    recheck: Recheck | None = None
    """What was found in words of the person's own."""

    @property
    def changes(self) -> bool:
        """Return whether other words come in its place."""
        return self.kind != "rejected"

    @property
    def state(self) -> str:
        """Return in words how the sentence stands."""
        if self.kind == "edited" and self.doubtful:
            return "doubtful"
        return "left" if self.kind == "rejected" else self.kind

    @property
    def doubtful(self) -> bool:
        """Return whether the person's words still blame, or lose or add a fact."""
        return self.recheck is not None and not self.recheck.fine


class Review:
    """The decisions on a draft, by the place of the sentence in it. Each can be undone."""

    def __init__(self, draft: Draft) -> None:
        """Begin with none."""
        self.draft = draft
        self._decided: Mapping[int, Decision] = {}
        self._before: list[Mapping[int, Decision]] = []

    def __len__(self) -> int:
        """Return how many sentences there are to decide on."""
        return len(self.draft.sentences)

    @property
    def decided(self) -> int:
        """Return how many sentences are decided on."""
        return len(self._decided)

    @property
    def changed(self) -> int:
        """Return how many sentences get other words."""
        return sum(decision.changes for decision in self._decided.values())

    @property
    def left(self) -> int:
        """Return how many blaming sentences stay in the text."""
        return sum(
            self._still_blames(sentence, self._decided.get(number))
            for number, sentence in enumerate(self.draft.sentences)
        )

    def sentence(self, number: int) -> Blamed:
        """Return a sentence."""
        return self.draft.sentences[number]

    def decision(self, number: int) -> Decision | None:
        """Return what was decided about a sentence."""
        return self._decided.get(number)

    def accept(self, number: int) -> bool:
        """Take the rewrite of a sentence; return False when there is none to take."""
        rewrite = self.sentence(number).rewrite
        if rewrite is None:
            return False
        self._decide({number: Decision("accepted", rewrite)})
        return True

    def accept_rule(self, rule: str) -> int:
        """Take every rewrite of what a rule found and nobody decided on; return how many."""
        taken = {
            number: Decision("accepted", sentence.rewrite)
            for number, sentence in enumerate(self.draft.sentences)
            if sentence.rewrite is not None
            and number not in self._decided
            and any(finding.rule == rule for finding in sentence.findings)
        }
        if taken:
            self._decide(taken)
        return len(taken)

    def reject(self, number: int) -> None:
        """Leave a sentence as it is."""
        self._decide({number: Decision("rejected")})

    def edit(self, number: int, words: str) -> Recheck | None:
        """Take a person's own words and return what is found in them.

        None, and nothing decided, when there are no words or the place can't be edited.
        """
        sentence, words = self.sentence(number), one_line(words)
        if not words or not sentence.editable:
            return None
        recheck = self.draft.recheck(sentence, words)
        self._decide({number: Decision("edited", words, recheck)})
        return recheck

    def undo(self) -> int | None:
        """Take back the last decision; return whose it was, or None when there is none."""
        if not self._before:
            return None
        after, self._decided = self._decided, self._before.pop()
        return min(number for number in after if after[number] is not self._decided.get(number))

    def next_open(self, number: int) -> int | None:
        """Return the next sentence without a decision, from a number on and round; None if none."""
        every = [*range(number, len(self)), *range(number)]
        return next((one for one in every if one not in self._decided), None)

    def edits(self) -> tuple[Edit, ...]:
        """Return what the decisions change."""
        return tuple(
            self.sentence(number).edit(decision.words)
            for number, decision in sorted(self._decided.items())
            if decision.changes
        )

    def text(self) -> str:
        """Return the whole text as decided."""
        return applied(self.draft.text, self.edits())

    def _decide(self, decisions: Mapping[int, Decision]) -> None:
        self._before.append(self._decided)
        self._decided = {**self._decided, **decisions}

    @staticmethod
    def _still_blames(sentence: Blamed, decision: Decision | None) -> bool:
        if decision is None or not decision.changes:
            return sentence.counts
        return decision.recheck is not None and bool(decision.recheck.blame)
