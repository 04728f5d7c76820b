"""A sharper version of an action with its gaps as questions, and what works one level higher."""

import re

from agent.causes.categories import categories
from agent.coach.offers import ask, put, quoted
from agent.dialogue import AskNext, Proposal
from agent.postmortem.actions import Action
from agent.postmortem.record import Postmortem
from agent.premortem.record import AnyDocument
from rubrics.action_lists import lists
from rubrics.actions import HIERARCHY, ActionClass, Control, Smart, classify
from rubrics.conditions.reading import at
from rubrics.conditions.smart import parts
from rubrics.heads import opened

_AT_MOST = 3
_SHORTEST = 3
"""Words that a sharper version has at least."""
_FILLER = re.compile(
    r"(?:(?:please|then|also|finally|going forward|in (?:the )?future|let['’]s|(?:the |our )?team"
    r"|we|all|people|one|everyone|everybody|someone|somebody|should|shall|must|will|are|is"
    r"|(?:need|needs|have|has|want|plan|going|agreed) to)[,\s]+)+",
    re.IGNORECASE,
)
"""Words before the verb that hold no fact: no name, no number, no doubt."""

_HIGHER: dict[Control, str] = {
    "training": "What would hold this knowledge at the point of use, with no need to recall it",
    "administrative": "What would make the step itself refuse or check it, unattended",
    "engineering": "What could replace this part, so that the protection isn't needed",
    "substitute": "What could be left out altogether",
    "eliminate": "",
}
_SHOWN = "What would make the step refuse it, so that nobody has to read a signal"
_IN_THE_WAY = "What would make the wrong outcome impossible here, also when nobody looks"


def sharpen(action_id: str, document: AnyDocument) -> tuple[Proposal, ...]:
    """Return a sharper version, if there is one, and questions for what is missing."""
    action = _action(action_id, document)
    if action is None or action.status == "declined":
        return ()
    flags = _smart(action, document)
    missing = {part.letter: part.reason for part in flags.missing}
    shorter = _without_filler(action.text)
    about = quoted(shorter)
    wanted: list[tuple[str, str, str]] = []
    if flags.unclear:
        words = f"{about}: {_gap(action.text)}? Say the action in new words"
        wanted.append(("AC-04b", f"{words}.", flags.unclear))
    elif "M" in missing:
        wanted.append(("AC-04", f"{about}: {_gap(action.text)}?", missing["M"]))
    if "A" in missing:
        words = f"Which single person will see {about} through?"
        wanted.append(("AC-05", words, missing["A"]))
    if "T" in missing:
        wanted.append(("AC-06", f"By which date will {about} be finished?", missing["T"]))
    if not (action.cause_ids or action.barrier_ids or action.gap_ids):
        words = f"Which cause, safeguard or gap does {about} act on?"
        wanted.append(("AC-01", words, "It is linked to no cause yet."))
    if not action.measure.metric:
        words = f"Which figure will show that {about} worked, and when will we look?"
        wanted.append(("AC-07", words, "Nothing says yet how its effect will be seen."))
    questions = (
        ask("missing part", words, reason, AskNext(question=question, about=action.id))
        for question, words, reason in wanted[:_AT_MOST]
    )
    if shorter == action.text:
        return tuple(questions)
    reason = "It begins with what will be done; what is still open is asked for."
    version = put("sharper version", shorter, reason, f"actions.{action.id}.text")
    return (version, *questions)


def climb(action_id: str, document: AnyDocument) -> tuple[Proposal, ...]:
    """Return a question one level up the hierarchy of controls, unless the action is strong."""
    action = _action(action_id, document)
    if action is None or action.status == "declined":
        return ()
    found = classify(action.text, action.done_when)
    control: Control = action.control or found.control
    if found.strength == "stronger" and control not in ("training", "administrative"):
        return ()
    question = _one_up(control, found)
    if not question:
        return ()
    text = f"{question}: {quoted(action.text)}?"
    return (
        ask("one level up", text, _reason(control, action, document), _where(action, document)),
    )


def _without_filler(text: str) -> str:
    """Return an action without "we should" and its like, or as it is where a fact would go."""
    bare = opened(text)
    before = text[: len(text) - len(bare)] if text.endswith(bare) else ""
    if not before or len(bare.split()) < _SHORTEST or _FILLER.fullmatch(before) is None:
        return text
    return bare[:1].upper() + bare[1:]


def _gap(text: str) -> str:
    """Return the question that the kind of action leaves open; a value is never invented."""
    return next(gap.ask for gap in lists().gaps if re.search(gap.about, text, re.IGNORECASE))


def _action(action_id: str, document: AnyDocument) -> Action | None:
    return next((action for action in document.actions if action.id == action_id), None)


def _smart(action: Action, document: AnyDocument) -> Smart:
    facts = document.model_dump(mode="json", include={"people", "actions", "waivers"})
    return parts(facts, at(facts, f"actions.{action.id}"))


def _one_up(control: Control, found: ActionClass) -> str:
    if control == "engineering" and found.intent == "detect":
        return _SHOWN
    if control == "engineering" and found.strength == "weaker":
        return _IN_THE_WAY
    return _HIGHER[control]


def _reason(control: Control, action: Action, document: AnyDocument) -> str:
    """Name the level, and what tends to help against this kind of cause on a higher one."""
    level = f"This works at the level of {control}"
    examples = _higher_examples(control, action, document)
    if examples:
        return (
            f"{level}; against such causes people also {examples[0][:1].lower()}{examples[0][1:]}."
        )
    return f"{level}; the next one up holds without anyone's attention."


def _higher_examples(control: Control, action: Action, document: AnyDocument) -> list[str]:
    above = HIERARCHY[HIERARCHY.index(control) + 1 :]
    known = document.analysis.causes if isinstance(document, Postmortem) else ()
    causes = [cause for cause in known if cause.id in action.cause_ids]
    return [
        typical.text
        for cause in causes
        if cause.category
        for typical in categories()[cause.category].actions
        if typical.control in above
    ]


def _where(action: Action, document: AnyDocument) -> AskNext:
    """Ask for another action against the same cause, or about this one when it has none."""
    if action.cause_ids and not isinstance(document, Postmortem):
        return AskNext(question="PM-14", about=action.cause_ids[0])
    if action.cause_ids:
        return AskNext(question="AC-02a", about=action.cause_ids[0])
    return AskNext(question="AC-03", about=action.id)
