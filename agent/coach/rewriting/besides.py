"""Leaves out what a doer did besides that is no fact of the incident: "and walked off".

What such words tell of the incident stays, said plainly: "and kept quiet about it" says that it was
not reported, "and drove off with the bridge in" that the bridge was left in.
"""

import re

_AND = r",?(?: and(?: then)?| then| but)(?: just| simply| promptly| happily)? "
_END = r"(?=[.!]*$)"
_OWN = r"(?:his|her|their|its)"
_LEFT = (
    r"(?:walked (?:off|away|out)|wandered (?:off|away)|drove (?:off|away|home)|went (?:home|off"
    r"|away)|left|sailed off|rode off|ran off|signed off)"
)
_NO_FACT = re.compile(
    rf"{_AND}(?:shrugged(?: it off)?|called it a (?:day|night)|hoped for the best"
    r"|hoped (?:that )?(?:it|nobody|no one) would (?:go away|notice(?: it)?|see(?: it)?|pass"
    r"|spot it|ask|find out)"
    r"|(?:carried|went) on as (?:if|though) nothing (?:had )?happened"
    rf"|did {_OWN} crossword|thought nothing (?:more )?of it|laughed(?: about it)?"
    rf"|put {_OWN} hopes in luck|looked (?:away|the other way)|swears? by it"
    r"|went (?:straight |back |right )?(?:home|to (?:bed|lunch|dinner)"
    r"|on (?:leave|holiday|vacation))"
    r"|(?:logged|clocked|knocked) off(?: for the (?:day|night|evening|weekend))?"
    r"|left (?:for (?:the (?:day|night|weekend)|home|lunch)|on (?:holiday|leave|vacation))"
    rf"|panicked|acted surprised|crossed {_OWN} fingers|kept {_OWN} fingers crossed"
    rf"|took {_OWN} lunch)"
    rf"(?: again)?{_END}",
    re.IGNORECASE,
)
"""What carries no fact of the incident. "Walked off" does: what was going on was left."""
_IN_PLACE = re.compile(
    rf"{_AND}{_LEFT} with (?P<thing>(?:the|a|an|two|three|all|both) (?:[\w-]+ ){{1,3}}?)(?:still )?"
    rf"(?P<state>in place|in|on|open|running|connected|unlocked|untested|unattended){_END}",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    rf"{_AND}(?:said (?:nothing|not a word|no word)(?: about it| of it)?"
    r"|did(?: not|n['’]t) (?:say so"
    r"|own up(?: to it)?|tell anyone|(?:trouble to |bother to )?(?:mention|report) it|speak up)"
    rf"|never (?:said so|said a word|mentioned it|reported it|owned up)){_END}",
    re.IGNORECASE,
)
_QUIET = re.compile(
    rf"{_AND}kept (?:(?:quiet|silent|mum)(?: about it)?"
    rf"|it to (?:him|her|it|them)sel(?:f|ves)){_END}",
    re.IGNORECASE,
)
_UNWRITTEN = re.compile(
    rf"{_AND}(?:did(?: not|n['’]t) (?:note|log|write|record) it(?: down)?(?: anywhere)?){_END}",
    re.IGNORECASE,
)
_NOT_ASKED_FOR = re.compile(rf"{_AND}asked for nothing(?P<how> in writing)?{_END}", re.IGNORECASE)
_ONLY_SAW = re.compile(
    r"\b(?:saw|heard|noticed|knew|read|opened|smelt|smelled|felt|watched|was|were|had)\b", re.I
)
"""Where nothing else is told, what was done next is the fact."""
_NOBODY_TOLD = re.compile(
    rf"{_AND}told (?P<whom>nobody (?:in|at|on|from) [\w ]{{2,30}}){_END}", re.IGNORECASE
)
_NOWHERE = re.compile(
    rf"{_AND}(?:noted|logged|recorded|wrote|entered) it (?:down )?nowhere{_END}", re.IGNORECASE
)
_ALL_TOLD = re.compile(
    rf"{_AND}told (?P<whom>every(?:one|body) (?:except|but) [\w ]{{2,30}}){_END}", re.IGNORECASE
)
_NO_ONE = re.compile(r"\btold no[ -]one\b", re.IGNORECASE)
_TOLD_NOTHING = re.compile(
    rf"(?P<join>{_AND})told (?P<whom>(?:the |our |its )?[\w-]+(?: [\w-]+)?) nothing{_END}",
    re.IGNORECASE,
)
_NONE_TOLD = re.compile(
    rf"(?P<join>{_AND})mentioned it to (?P<whom>nobody|no one)(?P<where> in [\w ]{{2,30}})?{_END}",
    re.IGNORECASE,
)
_FIND_OUT = re.compile(
    rf"(?P<join>{_AND})let (?P<whom>(?!it\b)[\w-]+(?: [\w-]+){{0,2}}?) find out"
    r"(?: for (?:themselves|itself|him|her)(?:self)?)?(?=[.! ])",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"(?P<join>{_AND})asked (?P<none>nothing|no questions?){_END}", re.IGNORECASE)
_SAW = re.compile(rf"(?P<join>{_AND})saw nothing (?P<how>odd|wrong|unusual|amiss){_END}", re.I)
_NO_FURTHER = re.compile(rf"(?P<join>{_AND})looked no further{_END}", re.IGNORECASE)
_LISTED = re.compile(rf", (?P<last>told (?:nobody|[\w ]{{3,20}} nothing)){_END}", re.IGNORECASE)
_NEEDS = re.compile(
    rf"(?P<aim>\b(?:to [a-z]+|for)) {_OWN} (?P<thing>phone|laptop|kettle|lunch|tea|coffee|tablet"
    rf"|radio|bike|car|desk|watch|dinner){_END}",
    re.IGNORECASE,
)
_FROM_OWN = re.compile(
    rf"\b(?P<aim>from|on|at|in) {_OWN} (?P<thing>phone|laptop|car|kitchen table|tablet)\b",
    re.IGNORECASE,
)
_IN_HAND = re.compile(rf"\bin {_OWN} hands?\b", re.IGNORECASE)
_BARE = frozenset({"lunch", "dinner", "tea", "coffee"})

_SAID: tuple[tuple[re.Pattern[str], str], ...] = (
    (_IN_PLACE, r" and left \g<thing>\g<state>"),
    (_UNTOLD, ", and this was not reported"),
    (_QUIET, ", and this went unreported"),
    (_NOWHERE, ", and this was recorded nowhere"),
    (_UNWRITTEN, ", and this was not recorded"),
    (_TOLD_NOTHING, r"\g<join>did not tell \g<whom>"),
    (_NONE_TOLD, r"\g<join>told nobody\g<where>"),
    (_NOBODY_TOLD, r", and \g<whom> was told"),
    (_ALL_TOLD, r", and \g<whom> was told"),
    (_FIND_OUT, r"\g<join>left \g<whom> to find out"),
    (_NOT_ASKED_FOR, r", and nothing was asked for\g<how>"),
    (_ASKED, r"\g<join>asked no questions"),
    (_SAW, r", and nothing \g<how> was noticed"),
    (_NO_FURTHER, ", and no further check was made"),
)


def without_leaving(text: str) -> str:
    """Return a sentence without what its doer did besides that carries no fact."""
    match = _NO_FACT.search(text)
    if match is None or _ONLY_SAW.search(text, 0, match.start()):
        return text
    return text[: match.start()] + text[match.end() :]


def without_besides(text: str) -> tuple[str, str]:
    """Return a sentence without what its doer did besides, and the words that went."""
    bare = without_leaving(text)
    gone = text[len(bare.rstrip(".!")) :] if bare != text else ""
    plain = _NO_ONE.sub("told nobody", bare)
    plain = _LISTED.sub(r" and \g<last>", plain)
    for pattern, said in _SAID:
        match = pattern.search(plain)
        if match is not None:
            gone = f"{gone} {match.group()}"
            plain = _in_place(plain, pattern, said)
    plain = _IN_HAND.sub("in hand", _FROM_OWN.sub(_of_nobody, plain))
    return _NEEDS.sub(_of_nobody, plain), gone


def _in_place(text: str, pattern: re.Pattern[str], said: str) -> str:
    """Say it plainly, with no blank lost where "without" comes next."""
    return pattern.sub(said, text, count=1).replace("  ", " ")


def _of_nobody(match: re.Match[str]) -> str:
    """Turn "for his kettle" into "for a kettle"."""
    thing = match["thing"]
    return f"{match['aim']} {thing}" if thing in _BARE else f"{match['aim']} a {thing}"
