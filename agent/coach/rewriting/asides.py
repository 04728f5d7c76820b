"""Leaves out asides that only judge, where a whole sentence is left without them."""

import re
from collections.abc import Iterator

from agent.coach.grammar import capitalised
from agent.coach.rewriting.tokens import Sentence
from agent.coach.rewriting.versions import Version

_VERDICT = (
    r"(?:careless|negligent|reckless|sloppy|lazy|stupid|foolish|unprofessional|irresponsible|"
    r"inexcusable|unacceptable|incompetent|embarrassing|not (?:really )?paying (?:any "
    r"|enough )?attention|"
    r"not concentrating|distracted|in (?:too much of )?a (?:hurry|rush)|not thinking|asleep"
    r"|complacent|"
    r"shameful|ridiculous|unforgivable)"
)
_DEGREE = r"(?:(?:very|simply|just|so|too|frankly|quite|really|totally|completely) )?"
_WHO = r"(?:he|she|they|we|i|it|the [\w-]+(?: [\w-]+)?|nobody|no one)"
_TAILS = re.compile(
    rf",? (?:because|as|since) {_WHO} (?:was|were|is|are) {_DEGREE}{_VERDICT}(?=[.!]*$)"
    rf"|, (?:which|and that|and this) (?:was|is) {_DEGREE}{_VERDICT}(?=[.!]*$)"
    rf"|,? (?:and|but|when|although|though) {_WHO} (?:really "
    rf"|clearly )?should have known better(?=[.!]*$)"
    rf"|,? and (?:really |clearly )?should have known better(?=[.!]*$)"
    rf"|,? (?:and|but) (?:i|we) have no excuse(?=[.!]*$)"
    rf"|,? (?:because|as|since) {_WHO} (?:could not|couldn't) be bothered(?=[.!]*$)"
    r"|,? without (?:even |really )?thinking(?: twice| first)?(?=[.!]*$)"
    r"|, which (?:was|is) (?:exactly |just |every bit )?as [a-z]+ as it sounds(?=[.!]*$)"
    r"|, in (?:clear|open|blatant|flagrant) (?:violation|breach|disregard) of (?:the|all|our) "
    r"(?:rules|policy|policies|procedures?|guidelines)(?=[.!]*$)"
    r"|, an? (?:beginner's|rookie|classic|silly|stupid|careless) "
    r"(?:blunder|mistake|error)(?=[.!]*$)"
    r"|, an? (?:truly |rather )?(?:terrible|awful|bad|poor|dreadful|foolish|stupid|silly|lousy"
    r"|horrible|disastrous|dumb|idiotic) (?:call|idea|move|choice|decision|plan)(?=[.!]*$)"
    r"|,? and (?:thereby )?(?:caused|created|made|left) (?:the|a|this|us with the) (?:whole "
    r"|complete )?"
    r"(?:mess|chaos|disaster|nightmare)(?=[.!]*$)"
    r"|, (?:because why not|what could (?:possibly )?go wrong|as one does|surprise,? surprise"
    r"|go figure|naturally|because of course)(?=[.!?]*$)"
    r"|(?:,| -| –| —) (?:unbelievable|incredible|typical|ridiculous|embarrassing|inexcusable"
    r"|shameful"
    r"|unacceptable|great|brilliant|well done|sigh|smh|lol)(?=[.!]*$)"
    rf"|,? as (?:it|they|{_WHO}) (?:should|ought to) have(?: been| done)?(?=[.!]*$)"
    r"|, (?:which|and that|and this|something that) (?:borders"
    r"|bordered) on [a-z]+(?: [a-z]+)?(?=[.!]*$)"
    rf"|,? (?:because|as|since) (?:(?:the|its|their|our) [\w-]+|{_WHO}) (?:do|does|did)(?:n't"
    rf"| not) (?:really "
    r"|seem to )?care(?: about [^,;.]{2,40})?(?=[.!]*$)"
    r"|,? (?:as usual|of all people|(?<!change )(?<!changes )of course|for no (?:good )?reason)"
    r"(?=[.!]*$)",
    re.IGNORECASE,
)
_SNEERS = re.compile(
    r"[,.;] (?:facepalm|nice|classic|we all do it|we are the problem|i am the problem)(?=[.!]*$)"
    r"| facepalm(?=[.!]*$)"
    r"|, an? (?:step|move|decision|choice|thing) (?:that )?(?:nobody|no one|no-one) [^,;.]{2,80}"
    r" (?:would|should)(?: ever| have)? (?:take|make|do|taken|made|done)(?=[.!]*$)"
    r"| \((?:my|our) (?:bad|fault|mistake)\)| \((?:dumb|stupid|silly|foolish|careless) of"
    r" (?:me|us|him|her|them)\)"
    r"|,? on a whim(?=[,.;!]|$| (?:and|but)\b)"
    r"|, (?:an? |the )(?:real |true )?sledgehammer approach(?=[.!]*$)",
    re.IGNORECASE,
)
"""What sneers at an act that is told before it."""
_OWNED_UP = re.compile(
    r",? (?:and|but|so) (?:that|this|it)(?:'s| is| was) (?:entirely |all |solely |squarely )?"
    r"(?:on (?:us|me|them|him|her)"
    r"|(?:our|my|their|his|her) (?:own )?(?:failure|fault|mistake|failing)"
    r"|wrong(?: of (?:us|me|them))?|(?:our|my) responsibility)(?=[.!]*$)"
    r"|,? (?:and|but) for (?:this|that) (?:we|i) (?:take|accept|bear) (?:full |all )?"
    r"(?:accountability|responsibility)(?=[.!]*$)"
    r"|, (?:and )?(?:the|that) mistake is (?:mine|ours)(?: alone)?(?=[.!]*$)"
    r"|, which (?:is|was) (?:wrong(?: of (?:us|me|them))?|on (?:us|me|them)|unfair to [\w ]{2,40}"
    r"|(?:our|my) (?:fault|mistake))(?=[.!]*$)"
    r"|,? (?:though|although|as|when) (?:any|every|even an?|most) [^,;.]{2,40} would(?: have)?"
    r"(?: done| known)?(?: so)?(?=[.!]*$)"
    r"|,? (?:evidently|clearly|obviously|visibly) in (?:a|such a) (?:rush|hurry)"
    r"(?: to [^,;.]{2,50})?"
    r"(?=[.!]*$)|, sorry(?=[.!]*$)",
    re.IGNORECASE,
)
"""What only says whose fault it was, after what happened."""
_THROUGH_TRAIT = re.compile(
    r",? (?:through|out of|from|due to|by|because of) (?:sheer |pure |plain |simple |sheer and )?"
    r"(?:negligence|carelessness|laziness|inattention|sloppiness|complacency|thoughtlessness|haste"
    r"|recklessness|incompetence|ignorance|arrogance),?(?=[ .!])(?! (?:of|on|by|from|in)\b)",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"^(?:obviously|clearly|frankly|honestly|as usual|of course|"
    r"unbelievably|amazingly|incredibly|to be honest|needless to say|sadly|shockingly"
    r"|sorry(?=[,.!])|i feel (?:awful|terrible|bad|guilty|stupid)(?=[,:.!–—-])|"
    r"(?:my|our) (?:mistake|bad|fault)(?=[,:.!–—-])|(?:with|in) hindsight"
    r"|in retrospect|by (?:all )?rights(?= the\b))[,:.!–—-]? (?=\S)",
    re.IGNORECASE,
)
_CARE_TO = re.compile(
    r"^(?:please,? |(?:we|everyone|everybody|all of us) (?:must|should|need to|have to) )?"
    r"(?:be (?:more |very |extra |much more )?careful|take (?:more |better |extra |greater )?care)"
    r" to (?=[a-z]+ )",
    re.IGNORECASE,
)
"""An appeal to care before what is to be done, which is left."""
_PERSONAL_ADJECTIVES = re.compile(
    r"\b(?P<article>an?|the) (?:ham-fisted|half-baked|half-hearted|ill-considered"
    r"|thoughtless|slapdash|slipshod|perfunctory|hare-?brained|cack-handed|ham-handed|hasty|"
    r"unthinking|amateurish) (?=\w)",
    re.IGNORECASE,
)


_YET_AGAIN = re.compile(r"^yet again,? (?=\w)|,? yet again(?=[.!]*$)", re.IGNORECASE)
"""That it happened before is a fact; only the sigh in it goes."""
_FAT_FINGERED = re.compile(
    r"\bfat-fingered (?=(?:[\w-]+ )?(?:commands?|hostnames?|names?|keys?|values?|flags?|entry"
    r"|entries|config\w*|edits?|numbers?|prefix(?:es)?|address(?:es)?|paths?|parameters?|arguments?|dates?"
    r"|amounts?|doses?|codes?|orders?|prices?|lines?)\b)",
    re.IGNORECASE,
)
"""Of what is typed it is a slip and no judgement."""


def without_asides(sentence: Sentence) -> Iterator[Version]:
    """Yield versions without a judging aside at the end, the beginning, or before a noun."""
    text = sentence.text
    for pattern in (_TAILS, _SNEERS, _OWNED_UP, _THROUGH_TRAIT, _HEADS):
        shorter = pattern.sub("", text)
        if shorter != text:
            gone = next(pattern.finditer(text)).group()
            said = capitalised(shorter) if text[:1].isupper() else shorter
            yield Version(said, "DESCRIBE", gone)
    again = _YET_AGAIN.sub(_once_more, text)
    if again != text:
        yield Version(again, "DESCRIBE")
    done = _CARE_TO.sub("", text)
    if done != text and not done.lower().startswith(("be ", "not ", "never ", "avoid ")):
        yield Version(capitalised(done), "CONTROL")
    plain = _PERSONAL_ADJECTIVES.sub(_article, _FAT_FINGERED.sub("mistyped ", text))
    if plain != text:
        yield Version(plain, "DESCRIBE")


def _once_more(match: re.Match[str]) -> str:
    return " again" if match.start() else "Again, "


def _article(match: re.Match[str]) -> str:
    article = match["article"]
    if article.lower() not in ("a", "an"):
        return f"{article} "
    vowel = match.string[match.end() : match.end() + 1].lower() in tuple("aeio")
    return f"{article[0]}{'n' if vowel else ''} "
