"""What a version may not lose of its source: doubt, whose view it is, when, and at whose place.

"Obviously nobody looked" is a guess; without its adverb it would be a fact.
"""

import re

from agent.coach.rewriting.conduct import reproaches
from agent.coach.rewriting.lexicon import lexicon
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence

_DOUBTED = re.compile(
    r"\b(?P<doubt>(?:obviously|clearly|plainly)(?! (?:we|i)\b)|evidently|apparently|presumably"
    r"|seemingly|pretty sure|fairly sure|almost certainly) (?:(?!and\b|but\b)\w+ ){0,2}?"
    r"(?:did(?: not|n['’]t)|had(?: not|n['’]t)|never|failed to|forgot|nobody|no[ -]one"
    r"|[\w' ]{2,40} to no one)\b"
    r"|^(?P<guess>pretty sure|fairly sure|almost certainly|presumably|apparently)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(
    r"\b(?:maybe|perhaps|possibly|arguably|(?:i|we)(?: do| did)? wonder(?:ed)? (?:if|whether)"
    r"|(?:i am|i'm|we are|we're) not (?:entirely |so )?sure (?:if|whether|that))\b",
    re.IGNORECASE,
)
"""A duty in doubt is none that was left undone: "maybe we should have called"."""
_VIEW = re.compile(
    r"^(?:in|from) (?:the |our |my |their )?[\w '’-]{0,40}?(?:view|opinion|judge?ment|eyes"
    r"|assessment),? .*\b(?:should|ought to)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(r"\b(?:should|ought)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:previous|outgoing|preceding|departing|earlier) (?:shift|crew|team|watch|staff|turn)\b"
    r"|\bon the (?:call|bridge|conference|line)\b",
    re.IGNORECASE,
)
"""People who are named by when or where they were."""
_SUPPLIER = re.compile(
    r"\b(?:provider|vendor|supplier|carrier|registrar|host|hoster|operator|partner)\b",
    re.IGNORECASE,
)
_MADE = re.compile(r"\b(?:an error|a mistake|errors|mistakes) (?:was|were|had been) made\b", re.I)
_ONLY_AN_ERROR = re.compile(
    r"\b(?:was|were) (?:due to|caused by|the result of) an? (?:error|mistake)(?=[,.;!]|$)",
    re.IGNORECASE,
)
"""An error of which nothing is told: what went wrong has to be asked."""


_NOT_THEIRS = re.compile(
    r"\b(?:he|she|they|its staff|their staff) (?:had(?: not|n['’]t)|did(?: not|n['’]t)"
    r"|do(?: not|n['’]t)|never) (?:make|made|do|done|perform(?:ed)?"
    r"|carr(?:y|ied) out|read|speak|understand)\b",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"\b(?:that|which) (?:had|was|were|is|are|has|have) (?:not|never)(?: been)? (?:made|done"
    r"|performed|carried out|read|spoken|understood)\b",
    re.IGNORECASE,
)
"""A count that she had not made was made by others; languages that they do not read are read."""
_TOO = re.compile(r"\btoo ([a-z]+ed|careful|late|early|high|low|long|short|much|many)\b")
"""How far something went: "too focused on it" is not "it was focused on"."""
_NONE_PLAINLY = re.compile(
    r"\b(?:nothing|not|isn['’]t|wasn['’]t|none)(?: \w+)? (?:obviously|clearly)\b", re.IGNORECASE
)
"""What was not plain may have been there all the same."""
_ORDERED = re.compile(
    r"\b(?:the|our|my) [a-z]+ (?:said|told (?:us|me)|asked (?:us|me)) (?:not )?to\b", re.IGNORECASE
)
_ORDER = re.compile(r"\b(?:said|told|asked|instruct\w*|order\w*|request\w*)\b", re.IGNORECASE)
"""Who did what they were told to did nothing of their own."""
_BELIEVED = re.compile(
    r"\b(?:thinking|believing|convinced|fearing|afraid|sure) (?:that )?(?:i|we|he|she|they)"
    r"(?:['’]d| had)\b",
    re.IGNORECASE,
)
_BELIEF = re.compile(r"\b(?:thought|belie\w+|convinced|fear\w*|sure|assum\w+)\b", re.IGNORECASE)
"""What somebody thought had happened may not have: "went home thinking I'd wiped it"."""
_CLAIMED = re.compile(r"\b(?:swore|claimed|insisted(?! on)|alleged|denied|maintained that)\b", re.I)
"""What somebody said of themselves is no fact."""
_EXPECTED = re.compile(
    r"\b(?:(?:at|by) this (?:point|stage)|by the time (?:this|it) is)\b[^.;]*\bshould have\b",
    re.IGNORECASE,
)
"""What is taken to be so: "by this point the list should have been read"."""
_KEPT = (
    re.compile(r"\b(?:own(?:ed)? up|admit(?:ted)?|confess(?:ed)?) to\b", re.IGNORECASE),
    re.compile(r"\b(?:used|accustomed) to [a-z]+ing\b", re.IGNORECASE),
    re.compile(r"\bso (?:confident|sure|certain|busy|keen|eager|tired|used)\b", re.IGNORECASE),
    # what was usual, the state they worked in, a guess or a greeting, what it came from and whose
    # it was, what was undertaken and what it was opened with
    re.compile(r"\b(?:the|an?|our|their) habit\b|\bas so often\b", re.IGNORECASE),
    re.compile(r"\bunder (?:great |a lot of |heavy )?pressure\b|\bfrom memory\b", re.IGNORECASE),
    re.compile(r"(?:^i guess|\bidk|(?<!it )\bseems like)\b|^(?:hi|hello|dear) ", re.IGNORECASE),
    re.compile(
        r"\btraced (?:back )?to\b|\b(?:some|any|every)(?:one|body) else['’]s\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:undertaken|undertook)\b|\bwith (?:his|her|their|my|our) (?!usual\b|own\b|eyes?\b"
        r"|head\b|mind\b|hands?\b|back\b|colleagues?\b|team\b)[a-z]+ (?:rights?|account|badge|keys?"
        r"|password|token|card|phone|laptop)\b",
        re.IGNORECASE,
    ),
)
"""What was a habit is no single act, and how sure somebody was, or what with, is why."""
_RAISED = re.compile(
    r"\b(?:concern|objection|question|complaint|doubt|warning|alarm|fear)s? ("
    r"raised|voiced|expressed|reported|flagged|sent|given) by\b",
    re.IGNORECASE,
)
"""Who raised a concern did nothing wrong."""
_SPEAKS = re.compile(
    r"(?:the|an?|our) [a-z]+ (?P<says>says|said|argues|argued|claims|wrote|writes) (?:that )?"
    r"(?=[a-z]+ (?:should|ought))",
    re.IGNORECASE,
)
_SAID = re.compile(
    r", (?:an?|the) [a-z]+ (?:said|acknowledged|admitted|added|conceded|noted|explained|found"
    r"|concluded|reported)(?=[.,!]|$)",
    re.IGNORECASE,
)
"""Who told it is no doer: ", a spokesman said"."""
_ELSE = re.compile(r"\b(?:nobody|no[ -]one) else\b", re.IGNORECASE)
"""Somebody did it: "nobody else looked" is not "it was not looked at"."""
_CHARGE = re.compile(
    r"\b(?:charged with|convicted of|guilty of|accused of|sued for|acquitted of)"
    r" (?P<charge>(?:gross |wil[l]?ful )?[a-z]+)",
    re.IGNORECASE,
)
"""The words of a charge are not the writer's."""
_OF_MANY = re.compile(
    r"\b(?:organi[sz]ational|institutional|systemic|collective) failure\b", re.IGNORECASE
)
"""What failed as a whole is told by no single thing that was not done."""
_NOT_BY_THEM = re.compile(
    r"\bdid(?: not|n['’]t) (?:perform|make|do|carry out|execute|initiate|request|send|order)"
    r" (?:the|this|that|these|those) [^;.]*?\b(?:originated|came|stemmed|was made|were made"
    r"|was sent|was issued) (?:from|by|in|on)\b",
    re.IGNORECASE,
)
"""An act that was done, only not by them: "did not make the change, and it came from outside"."""

_STAYS = re.compile(
    r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\bright away\b|\bside by side\b"
    r"|\b(?:any|no|some)thing (?:obviously|clearly)\b"
    r"|(?<=\bwithout )(?:adequate|proper|full|sufficient|complete|thorough)ly\b",
    re.IGNORECASE,
)
"""What is lost in no rewrite: half of a time of day, how well it was not done."""
_OWN_WORK = re.compile(
    r"\b(?:my|his|her|their) own (?:PRs?|MRs?|pull request|merge request|change|code|work|patch"
    r"|commit|audit|design|review)\b",
    re.IGNORECASE,
)
"""That somebody passed their own work is a fact."""
_STILL_HIM = re.compile(
    r"\bthat was (?:me|us)\b|\bon (?:our|my|his|her|their) part\b"
    r"|\bbefore (?:i|we|he|she|they) (?:had|could)\b",
    re.IGNORECASE,
)
"""Beside what was told without its doer these still point at them."""
_CHOSEN = re.compile(r"\b(?:chose|elected|opted) not to\b", re.IGNORECASE)
_CHOICE = re.compile(r"\b(?:chose|chosen|elected|opted|decided|decision)\b", re.IGNORECASE)
_NAMED_ERROR = re.compile(
    r"\b(?:attributed to|put down to|classified as) an? (?:error|mistake)(?=[,.;!]|$)"
    r"|\b(?:error|mistake) pure and simple\b",
    re.IGNORECASE,
)
"""An error whose only content was whose it was."""
_AWARE = re.compile(
    r"\b(?:was|were) (?:\w+ ){0,2}aware (?:of|that)\b.*\b(?:not|never|no)\b", re.IGNORECASE
)
"""Beside what was left undone it still puts it on those who knew."""
_WARNED = r"\b(?:was|were|been) (?:\w+ )?(?:warned|reminded)\b"
_WARNED_AND = re.compile(
    rf"{_WARNED}[^;.]*?,? (?:and|but) (?:(?:also|then|still|yet) )?"
    r"(?:did not|didn['’]t|failed to|never|forgot|neglected|omitted)\b",
    re.IGNORECASE,
)
"""Who was warned and left it undone: beside what was not done they stay as the one who knew."""
_WARNED_STILL = re.compile(rf"{_WARNED}[^;.]*?,? (?:and|but) ", re.IGNORECASE)
_DUTY = re.compile(r"\b(?:should|ought to|could)(?: \w+)? have\b", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:i|we) (?:think|feel|believe|suppose|guess|reckon)\b|\bit (?:may|might|could) be\b",
    re.IGNORECASE,
)
"""In doubt was the duty; what was not done is none."""
_ERRED = re.compile(
    r"\b(?:made|making|makes) (?:an?|the|this|that) (?:[a-z]+ ){0,2}(?:error|mistake|blunder)\b",
    re.IGNORECASE,
)
"""Whoever made it is still there: the other half of the sentence is told in vain."""
_CHANCE = re.compile(
    r"\b(?:ha[dsv]e?|get|got|given|giving|without|lack(?:ed|s|ing)?)(?: [\w-]+){0,3}"
    r" (?:opportunity|chance|permissions?|access|time|means|authority|ability|power|rights?|budget"
    r"|capacity|tools?) to\b",
    re.IGNORECASE,
)
"""Why it was not done: who had no chance to do it is not told by "it was not done"."""
_TORN = re.compile(
    r"\b(?:was|were) (?:\w+ly )?\w+(?:ed|en|t) still (?:in use|needed|used|running|live|active)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(r"\bdespite (?:not )?(?:having|being|knowing|seeing)\b", re.IGNORECASE)


def loses(source: str, rewrite: str, gone: str) -> bool:
    """Return whether a rewrite lost how sure, in whose view, when, or what was told.

    Args:
        source: The sentence as it was.
        rewrite: The sentence as it is offered.
        gone: The words for people that it leaves out.
    """
    when = _WHEN.search(gone)
    return (
        _loses_doubt(source, rewrite)
        or any(word in rewrite and f"too {word}" not in rewrite for word in _TOO.findall(source))
        or any(word.lower() not in rewrite.lower() for word in _CLAIMED.findall(source))
        or (_ORDERED.search(source) is not None and _ORDER.search(rewrite) is None)
        or (_BELIEVED.search(source) is not None and _BELIEF.search(rewrite) is None)
        or (_EXPECTED.search(source) is not None and _SHOULD.search(rewrite) is None)
        or _loses_speaker(source, rewrite)
        or any(f"{raised} by" not in rewrite for raised in _RAISED.findall(source))
        or any(len(kept.findall(source)) > len(kept.findall(rewrite)) for kept in _KEPT)
        or any(said.lower() not in rewrite.lower() for said in _SAID.findall(source))
        or (_ELSE.search(source) is not None and _ELSE.search(rewrite) is None)
        or any(charge not in rewrite for charge in _CHARGE.findall(source))
        or len(_NONE_PLAINLY.findall(source)) > len(_NONE_PLAINLY.findall(rewrite))
        or (_VIEW.search(source) is not None and _SHOULD.search(rewrite) is None)
        or (when is not None and when.group().lower() not in rewrite.lower())
        or (_MADE.search(rewrite) is not None and _SUPPLIER.search(gone) is not None)
        or (_NOT_THEIRS.search(source) is not None and _NOT_DONE.search(rewrite) is not None)
        or _NOT_BY_THEM.search(source) is not None
        or (_OF_MANY.search(source) is not None and _OF_MANY.search(rewrite) is None)
        or (_ONLY_AN_ERROR.search(rewrite) is not None and not _ONLY_AN_ERROR.search(source))
        or any(part.lower() not in rewrite.lower() for part in _STAYS.findall(source))
        or (_CHOSEN.search(source) is not None and _CHOICE.search(rewrite) is None)
        or _NAMED_ERROR.search(rewrite) is not None
        or (_OWN_WORK.search(source) is not None and " own " not in rewrite)
        or _AWARE.search(rewrite) is not None
        or (_WARNED_AND.search(source) is not None and _WARNED_STILL.search(rewrite) is not None)
        or (_CHANCE.search(source) is not None and _CHANCE.search(rewrite) is None)
        or _ERRED.search(rewrite) is not None
        or reproaches(rewrite)
        or _loses_thing(rewrite, gone)
        or (gone.strip() != "" and _leaves_part(rewrite))
    )


def _leaves_part(rewrite: str) -> bool:
    """Return whether what is left leans on the doer, blames them, or is torn from its thing."""
    return any(pattern.search(rewrite) for pattern in (_HANGING, _TORN, _STILL_HIM))


def _loses_thing(rewrite: str, gone: str) -> bool:
    """Return whether "the driver of the freight train" went, and no word tells of that train."""
    if " of " not in gone:
        return False
    told, kept = Sentence(gone), Sentence(rewrite)
    left = set(kept.words(0, len(kept.tokens)))
    for place in range(1, len(told.tokens)):
        phrase = phrase_at(told, place + 1) if told.low(place) == "of" else None
        if phrase is None or not is_people(told, place - 1) or is_people(told, phrase.head):
            continue
        if told.low(place - 1).startswith("member"):  # what has members is a group
            continue
        described = set(told.words(phrase.start, phrase.end)) - lexicon().among("determiners")
        posts = lexicon().among("posts") | lexicon().among("doers")
        if len(described) > 1 and told.low(phrase.head) not in posts and described - left:
            return True
    return False


def _loses_speaker(source: str, rewrite: str) -> bool:
    """Return whether "the ombudsman says" is gone: a claim is no fact."""
    match = _SPEAKS.match(source)
    return match is not None and match["says"].lower() not in rewrite.lower()


def _loses_doubt(source: str, rewrite: str) -> bool:
    """Return whether what was only a guess is told as a fact."""
    match = _DOUBTED.search(source)
    doubt = match and (match["doubt"] or match["guess"])
    if doubt and doubt.lower() not in rewrite.lower():
        return True
    if _DUTY.search(source) and not _DUTY.search(rewrite) and _OPINION.search(rewrite):
        return True
    before, after = (text.lower().replace("’", "'") for text in (source, rewrite))
    return any(hedge not in after for hedge in _MAYBE.findall(before))
