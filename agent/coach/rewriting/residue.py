"""What a version may not leave: blame that the rules do not see, or half of what was said."""

import re
from functools import cache

from agent.coach.rewriting.by_doers import names_doer
from agent.coach.rewriting.groups import groups
from agent.coach.rewriting.idioms import still_loaded
from agent.coach.rewriting.lexicon import lexicon, word_set
from agent.coach.rewriting.moved import tells
from agent.coach.rewriting.readings import Group
from agent.coach.rewriting.subjects import Subject, is_people, subject_of
from agent.coach.rewriting.tokens import Sentence

_FRAGMENT = re.compile(
    r"(?:^|[.!?;,] )(?:and |but |then )?(?:(?:we|i|they|he|she|you) )?"
    r"(?:should|could|would|ought to|did|does|was|were|had)(?:n't| not| have|'ve)+(?=[.!?;,]|$)"
    r"|\b(?:and|but) (?:we|i|they|he|she|you) (?:did|had|was|were)(?:n't| not)?(?=[.!?]|$)"
    r"|[.!?] (?:we|i|they|he|she|it) (?:did|had)(?:n't| not)?(?=[.!?]|$)",
    re.IGNORECASE,
)
"""What leans on a verb that is no longer there: "should have. didn't.", "and I did not"."""
_MOCKING = re.compile(
    r"\b(?:lol|lmao|rofl|smh|genius|brilliant(?! (?:idea|move|plan|decision) to)|bravo|kudos"
    r"|congrat\w*|funny how(?! (?:many|much|long|often|few)\b)"
    r"|well done|nice one|nice job|great (?:plan|job|work|stuff)|it's the classic"
    r"|, a classic)\b|^i(?:['’]m| am) sure [^,;.]{3,80} (?:is|are|was|were) (?:lovely|great"
    r"|wonderful|excellent|fantastic|marvellous|delightful)\b"
    r"|\bcould(?:n['’]t| not) (?:organi[sz]e|run|arrange) an? (?:tea party|bath|raffle|party)\b"
    r"|, (?:cool|great|nice|lovely)[.!]*$|🙃|🙄|🤦|👏",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\"[^\"\n]{2,400}\"|“[^”\n]{2,400}”|`[^`\n]{1,400}`")
_SHOUTS = re.compile(r"\b(?:WE|YOU|THEY|HE|SHE)\b")
_DONE_BADLY = re.compile(
    r"\b(?:carelessly|sloppily|badly|poorly|hastily|lazily|recklessly|negligently|thoughtlessly"
    r"|clumsily|shoddily|blindly)\b",
    re.IGNORECASE,
)
_POOR = re.compile(
    r"\b(?:poor|bad|sloppy|shoddy|careless|weak|appalling|dreadful) (?P<noun>[a-z]+(?:ship|ment"
    r"|ity|work|ance)|[a-z]+-keeping|airmanship|attitude|discipline|judgment|communication|decision|practice)\b",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:not|no|never|without|nothing|un[a-z]{3,}|over[a-z]{3,}|mis[a-z]{3,}|wrong[a-z]*|poor"
    r"|incorrect[a-z]*|lack[a-z]*|insufficient[a-z]*|error|mistake|inadequate[a-z]*|too|instead"
    r"|before|left|lost|broken|deleted|dropped)\b",
    re.IGNORECASE,
)
_WENT = re.compile(
    r"(?:\band |, )(?:then |just |simply )?(?:went (?:home|off|to bed|to lunch|for)"
    r"|left for the day|took off|walked (?:off|away))\b",
    re.IGNORECASE,
)
"""Where nothing else went wrong this is what did: "printed the count and went home"."""
_WRONG_OF = re.compile(r"^it (?:was|is) (?:wrong|unfair|improper) (?:of|for) ", re.IGNORECASE)
"""Where only this says that an act was wrong, the act alone is no failure."""
_ASKED = re.compile(r"(?:please|kindly|just) (?P<act>[a-z]+)\b", re.IGNORECASE)
"""A request tells of no act: "please read it first"."""
_EMPTY = re.compile(
    r"(?:the )?(?:work|job|effort|handling|workmanship|management|conduct|sorry|sry)\b", re.I
)
"""A note that tells nothing when its judgement has gone."""
_FEW_WORDS = 5
_WISH = re.compile(
    r"(?:and |but |so )?(?:we|i|you|they|it|there)(?: all| both)? (?:need|want|should|must|ought"
    r"|have to|has to|would like|could|can|may|will|shall)(?:n['’]t)?\b(?! (?:not )?have\b)",
    re.IGNORECASE,
)
_SURE = re.compile(
    r"\b(?:clearly|obviously|plainly|evidently|of course|frankly|honestly|really|simply|surely"
    r"|naturally|seriously),? ",
    re.IGNORECASE,
)
_ERRORS = word_set("lapse error mistake oversight blunder slip failure omission negligence")
_THOSE = word_set("us me them those everyone everybody all whoever anyone anybody")
_MINDS = word_set("know have be want need intend mean expect plan")


@cache
def _words_left() -> re.Pattern[str]:
    """Return the pattern of words that judge or point, from the data file."""
    lines = lexicon().words.leftovers.splitlines()
    return re.compile("|".join(rf"(?<!\w)(?:{line})(?!\w)" for line in lines), re.IGNORECASE)


def mocks(text: str) -> bool:
    """Return whether a sentence is meant otherwise than it says."""
    return _MOCKING.search(text) is not None or _SHOUTS.search(text) is not None


def leaves_words(text: str) -> bool:
    """Return whether words that judge or point are left, or words that lean on others now gone."""
    bare = _QUOTED.sub("_", text)
    low = bare.lower()
    if still_loaded(low) or any(" ".join(line) in low for line in lexicon().lines("residues")):
        return True
    return any(pattern.search(bare) for pattern in (_words_left(), _FRAGMENT))


def says_little(source: str, rewrite: str) -> bool:
    """Return whether how it was done, or how sure it is, was all that a sentence told, and is gone.

    "The boxes were carelessly stacked" is not "the boxes were stacked", and a wish without its
    "clearly" blames nobody less.
    """
    asked = _ASKED.match(source)
    if asked is not None and asked["act"].lower() in lexicon().base_verbs:
        return True
    if _WISH.match(rewrite) and _SURE.sub("", source).lower() == rewrite.lower():
        return True
    if _WRONG.search(rewrite):
        return False
    if _WRONG_OF.match(source) or (_WENT.search(source) and not _WENT.search(rewrite)):
        return True
    short = len(rewrite.split()) <= _FEW_WORDS
    bare = short and (_DONE_BADLY.search(source) is not None or _only_judges(source, rewrite))
    poor = _POOR.search(source)
    return bare or bool(poor and re.search(rf"\b{poor['noun']}\b", rewrite, re.IGNORECASE))


def _only_judges(source: str, rewrite: str) -> bool:
    """Return whether a note without a verb has only lost its judgement: "work by Accounts"."""
    return _EMPTY.match(rewrite) is not None and not tells(rewrite) and source != rewrite


def leaves_blame(sentence: Sentence) -> bool:
    """Return whether a judgement, a finger that points, or an undone act of people is left."""
    return leaves_words(sentence.text) or _acts_of_people(sentence) or _undone_by(sentence)


def _acts_of_people(sentence: Sentence) -> bool:
    """Return whether people are told to have left something undone, or to have erred."""
    for group in groups(sentence):
        subject = subject_of(sentence, group)
        if subject is None:
            continue
        if subject.denied or (_are_people(sentence, subject) and _is_undone(group, subject)):
            return True
    return False


def _are_people(sentence: Sentence, subject: Subject) -> bool:
    """Return whether it is people for certain: "storage nodes refused" is of machines."""
    pronouns = {"we", "i", "he", "she", "they", "someone", "somebody"}
    return any(
        sentence.low(place) in pronouns or is_people(sentence, place)
        for place in range(subject.start, subject.end)
    )


def _is_undone(group: Group, subject: Subject) -> bool:
    if subject.gap and group.sort == "done":
        return False
    fails = group.sort == "counterfactual" or (
        group.sort == "undone" and group.verb.bases.isdisjoint(_MINDS)
    )
    return fails or group.judged


def _undone_by(sentence: Sentence) -> bool:
    """Return whether "was not stopped by the lead" or "a lapse by the driver" is left."""
    words = sentence.words(0, len(sentence.tokens))
    for place, low in enumerate(words):
        undone = "not" in words[max(0, place - 6) : place] or words[place - 1] in _ERRORS
        if low != "by" or not undone:
            continue
        if set(words[place + 1 : place + 2]) & _THOSE or names_doer(sentence, place + 1):
            return True
    return False
