"""How the rules coach words an offer: short, with a reason, quoting the person's own words."""

from agent.dialogue import AskNext, Proposal, PutText

_LONGEST = 70


def put(label: str, text: str, reason: str, path: str) -> Proposal:
    """Offer a text for a place of the document."""
    return Proposal(id="", label=label, text=text, reason=reason, effect=PutText(path=path))


def ask(label: str, question: str, reason: str, effect: AskNext) -> Proposal:
    """Offer a question to go on with."""
    return Proposal(id="", label=label, text=question, reason=reason, effect=effect)


def quoted(text: str) -> str:
    """Return the person's words in quotation marks, cut at a word when they are long."""
    words = " ".join(text.split()).strip(' ."“”')
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
    return f"“{words}”"
