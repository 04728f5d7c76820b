"""How an action works: level of control, strength, intent, and whether it can be checked."""

import re
from datetime import date
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rubrics.action_lists import Control, Intent, lists, words_in
from rubrics.doer_kinds import doer_kind
from rubrics.findings import Finding
from rubrics.heads import Told, told
from rubrics.language import missing_parts, scan_action
from rubrics.needs import Held
from rubrics.patterns import regex
from rubrics.verbs import heads

Strength = Literal["stronger", "intermediate", "weaker"]
Confidence = Literal["full", "head", "low"]
Horizon = Literal["immediate", "short", "long", "beyond"]
Quadrant = Literal["quick_win", "strategic", "fill_in", "reconsider"]
OwnerKind = Literal["individual", "group", "unknown", ""]
Letter = Literal["S", "M", "A", "R", "T"]

HIERARCHY: tuple[Control, ...] = (
    "training",
    "administrative",
    "engineering",
    "substitute",
    "eliminate",
)
"""The levels of the hierarchy of controls (NIOSH), the strongest last."""
_REASONS = regex(r"[.!?:]\s+(?=[A-Z])")
"""What follows is why, or what the author thinks of it: the level is that of the deed."""
_WORD = regex(r"[\w-]+")
MAX_OPEN = 5
MAX_ACTIONS = 10
_REMEMBERED = 256
"""Several conditions ask about the same action."""


class ActionClass(NamedTuple):
    """How an action works. Below full confidence a person is asked to confirm it."""

    control: Control
    strength: Strength
    intent: Intent
    confidence: Confidence
    head: str
    object: str


class Part(NamedTuple):
    """One of S, M, A, R, T: whether it is there, and what is missing."""

    letter: Letter
    ok: bool
    reason: str = ""
    known: bool = True
    """False when nobody can tell yet: something to ask, but no violation."""
    worded: bool = False
    """True when the words of the action itself have to change."""


class Smart(NamedTuple):
    """The five parts in order."""

    parts: tuple[Part, ...]

    @property
    def missing(self) -> tuple[Part, ...]:
        """Return the parts that are not there."""
        return tuple(part for part in self.parts if not part.ok)

    @property
    def violated(self) -> tuple[Part, ...]:
        """Return the parts that are known to be wrong or missing."""
        return tuple(part for part in self.missing if part.known)

    @property
    def unclear(self) -> str:
        """Return why the action needs other words; empty when its words say what will change."""
        return next((part.reason for part in self.missing if part.worded), "")

    def ok(self, letters: str = "SMART") -> bool:
        """Return whether all of these parts are there."""
        return all(part.ok for part in self.parts if part.letter in letters)


class Plan(NamedTuple):
    """What is known of an action beside its text."""

    owner: str = ""
    """The owner's name as shown."""
    owner_kind: OwnerKind = ""
    """What the owner is; empty when there is none."""
    due: date | None = None
    due_coarse: bool = False
    created: date | None = None
    effort: int | None = None
    priority: str = ""
    owner_open: int = 0
    """Open actions of the owner."""
    actions: int = 1
    """Actions of the document."""
    disputed: frozenset[str] = frozenset()
    """Rules of wording that a person disputes for this action, with a reason."""


@lru_cache(maxsize=_REMEMBERED)
def classify(text: str, done_when: str = "") -> ActionClass:
    """Return how an action works, by its head verb and then by its object.

    Source: the hierarchy of controls (NIOSH) and the action hierarchy of VA NCPS / RCA2.
    """
    said = told(text)
    head, rest = said.head, said.object
    control, confidence = _control(said)
    return ActionClass(
        control=control,
        strength=_strength(control, head, rest, done_when),
        intent=_intent(control, head, f"{said.subject} {head} {rest} {done_when}"),
        confidence=confidence,
        head=head,
        object=rest,
    )


@lru_cache(maxsize=_REMEMBERED)
def smart(text: str, done_when: str, plan: Plan) -> Smart:
    """Return the strict flags of an action: specific, measurable, assigned, realistic, timed."""
    return Smart(
        (
            _specific(text, plan.disputed),
            _measurable(text, done_when, plan.disputed),
            _assigned(plan),
            _realistic(plan),
            _timed(plan),
        )
    )


def too_soon(plan: Plan) -> bool:
    """Return whether the time given is too short for the effort; unknown is not too short."""
    if plan.effort is None or plan.due is None or plan.created is None:
        return False
    return (plan.due - plan.created).days < lists().days_for_effort.get(plan.effort, 0)


def horizon(
    created: date | None, due: date | None, *, done_at_once: bool = False
) -> Horizon | None:
    """Return how far ahead an action reaches: 7, 30, 90 days, or beyond; None when unknown.

    Work that goes on to be done keeps its horizon. Without a due date, only what was done when
    it was written down has one.
    """
    if created is None or due is None:
        return "immediate" if done_at_once and due is None else None
    days = (due - created).days
    if days <= 7:
        return "immediate"
    if days <= 30:
        return "short"
    return "long" if days <= 90 else "beyond"


def quadrant(impact: int, effort: int) -> Quadrant:
    """Return where an action stands by its effect and its effort, both 1-5."""
    if impact >= 4:
        return "quick_win" if effort <= 2 else "strategic"
    return "fill_in" if effort <= 2 else "reconsider"


def valid_owner(name: str, kind: OwnerKind) -> bool:
    """Return whether an owner is one person: not a group, not a role alone, not TBD."""
    if kind != "individual" or _pattern(lists().not_an_owner).match(name.strip()):
        return False
    return doer_kind(name) not in ("role", "team")


def _control(said: Told) -> tuple[Control, Confidence]:
    """Return the level by the verb and its object; by the object where no list has the verb."""
    words = f"{_REASONS.split(said.object, maxsplit=1)[0]} | {said.before}"
    for move in lists().moves:
        if said.head not in words_in(move.heads) or not _pattern(move.object).search(words):
            continue
        if not (move.unless and _pattern(move.unless).search(words)):
            return move.to, "full" if move.object else "head"
    control = heads().get(said.head)
    if said.subject and control != "engineering":
        # A thing that has to act is built to act, unless it is a paper.
        return _by_nouns(f"{said.subject} {said.head} {said.object}", "engineering"), "low"
    if control is not None:
        return control, "full" if _confirmed(control, said.object) else "head"
    return _by_nouns(f"{said.head} {said.object}", "administrative"), "low"


def _by_nouns(words: str, otherwise: Control) -> Control:
    """Return the level that the things an action speaks of tell."""
    for cue in lists().nominals:
        if _pattern(cue.about).search(words):
            return cue.to
    return otherwise


def _confirmed(control: Control, rest: str) -> bool:
    return not words_in(lists().controls[control].confirm).isdisjoint(_WORD.findall(rest.lower()))


def _strength(control: Control, head: str, rest: str, done_when: str) -> Strength:
    cues = lists().strength
    if control == "training":
        at_work = _pattern(cues.at_the_point_of_use).search(rest)
        return "intermediate" if at_work else "weaker"
    if head in words_in(cues.intermediate_heads):
        return "intermediate"
    if _is_stronger(control, head, f"{head} {rest}. {done_when}"):
        return "stronger"
    return "weaker" if _is_weaker(control, head, rest) else "intermediate"


def _is_stronger(control: Control, head: str, words: str) -> bool:
    cues = lists().strength
    if control in ("eliminate", "substitute") or head in words_in(cues.stronger_heads):
        return True
    by_design = _pattern(cues.stronger).search(words)
    if by_design is None:
        return False
    return control == "engineering" or by_design.group().startswith("fund")


def _is_weaker(control: Control, head: str, rest: str) -> bool:
    cues = lists().strength
    weaker = _pattern(cues.weaker).search(f"{head} {rest}")
    if weaker and not _pattern(cues.weaker_unless).search(rest):
        return True
    if control != "administrative" or head not in words_in(cues.weaker_heads):
        return False
    return _pattern(cues.at_the_point_of_use).search(rest) is None


def _intent(control: Control, head: str, text: str) -> Intent:
    if control == "training" and head in words_in(lists().controls["training"].heads):
        return "prevent"
    likely = _held().likely(text)
    for intent, cues in lists().intents.items():
        if cues in likely and _pattern(cues).search(text):
            return intent
    return "prevent"


@cache
def _held() -> Held:
    return Held(lists().intents.values())


def _specific(text: str, disputed: frozenset[str]) -> Part:
    head = told(text).head
    vague = _vague(text, "S")
    standing = [hit for hit in vague if hit.rule not in disputed]
    if len(text.split()) < 4:
        return _in_other_words("S", "Fewer than four words: what changes, and where?")
    if standing:
        return _in_other_words("S", f"{standing[0].text!r}: {standing[0].suggestion}")
    if head in words_in(lists().vague_heads) and not vague:
        return _in_other_words("S", f"{head!r} names no change: what is done?")
    return Part("S", ok=True)


def _measurable(text: str, done_when: str, disputed: frozenset[str]) -> Part:
    if not done_when.strip():
        return Part("M", ok=False, reason='"Done when" is empty.')
    if len(done_when.split()) < 5:
        return Part("M", ok=False, reason='"Done when" has fewer than five words.')
    if not _pattern(lists().observable).search(done_when):
        return Part("M", ok=False, reason='"Done when" names nothing a stranger could look at.')
    standing = [hit for hit in _vague(text, "M") if hit.rule not in disputed]
    if standing:
        return _in_other_words("M", f"{standing[0].text!r}: {standing[0].suggestion}")
    return Part("M", ok=True)


def _in_other_words(letter: Letter, reason: str) -> Part:
    return Part(letter, ok=False, reason=reason, worded=True)


def _vague(text: str, letter: Letter) -> list[Finding]:
    return [hit for hit in scan_action(text) if letter in missing_parts(hit.rule)]


def _assigned(plan: Plan) -> Part:
    if not plan.owner and not plan.owner_kind:
        return Part("A", ok=False, reason="No owner.")
    if valid_owner(plan.owner, plan.owner_kind):
        return Part("A", ok=True)
    return Part("A", ok=False, reason=f"{plan.owner or 'The owner'!r} is not one person.")


def _realistic(plan: Plan) -> Part:
    """Return R. What is known to be wrong comes before what nobody can tell without an effort."""
    if plan.actions > MAX_ACTIONS:
        return Part("R", ok=False, reason=f"{plan.actions} actions are more than will be done.")
    if plan.owner_open > MAX_OPEN:
        return Part("R", ok=False, reason=f"The owner has {plan.owner_open} open actions.")
    if plan.effort is None:
        return Part("R", ok=False, reason="No effort (1-5).", known=False)
    if too_soon(plan):
        needed = lists().days_for_effort[plan.effort]
        return Part("R", ok=False, reason=f"Effort {plan.effort} needs {needed} days or more.")
    return Part("R", ok=True)


def _timed(plan: Plan) -> Part:
    if plan.due is None:
        return Part("T", ok=False, reason="No date.")
    if plan.created and plan.due < plan.created:
        return Part("T", ok=False, reason="The date lies before the action was written.")
    if plan.due_coarse and plan.priority in ("P0", "P1"):
        return Part("T", ok=False, reason=f"{plan.priority} needs a day, not a month or quarter.")
    return Part("T", ok=True)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return regex(pattern, re.IGNORECASE)
