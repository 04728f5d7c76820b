"""Takes the mockery from a sentence where a literal fact is left: "great job, whoever merged it".

What says the contrary of its words, and nothing else, stays as it is: that is asked about.
"""

import re

from agent.coach.grammar import capitalised
from agent.coach.rewriting.following import verb_after
from agent.coach.rewriting.groups import group_at
from agent.coach.rewriting.phrases import phrase_at
from agent.coach.rewriting.subjects import is_people
from agent.coach.rewriting.tokens import Sentence

_PRAISE = re.compile(
    r"^(?:(?:a )?(?:big |huge |special |slow )?(?:great|nice|good|brilliant|excellent|fantastic"
    r"|lovely|amazing|well|thanks|thank you|cheers|props|kudos|bravo|congratulations|congrats"
    r"|hats off|applause|round of applause|shout-?out)(?: (?:job|work|one|done|going|stuff|a lot"
    r"|so much))?)(?:[,!:]| again)*(?: to| for)? (?P<who>everyone|everybody|whoever"
    r"|all of (?:you|those)|all(?: those)?|those|the (?:one|person"
    r"|people|genius|geniuses|hero|heroes|team|folks)"
    r"|the [a-z-]{2,20} (?:team|folks|crew))(?: (?:who|that))? (?=[a-z])",
    re.IGNORECASE,
)
_EXCLAIMED = re.compile(
    r"^(?:surprise,? surprise|surprise|guess what|plot twist|big surprise|what a (?:shame|pity"
    r"|surprise|shock)|(?:a |such a |it(?:'s| is) a )?(?:shame|pity)|too bad"
    r"|(?:it(?:'s| is) )?(?:interesting|remarkable|fascinating"
    r"|funny|strange|odd|curious|amazing|incredible)(?! to\b)|imagine my surprise"
    r"|who would have thought|who'd have thought|believe it or not|you(?:'ll| will) never guess"
    r"|as luck would have it|lo and behold|turns out(?! to))(?: (?:that|how|when))?[,:!.–—-]{0,3} "
    r"(?=\S)",
    re.IGNORECASE,
)
_EXCLAIMED_WITHIN = re.compile(
    r"(?P<mark>[;:,–—-]) (?:it(?:'s| is| was) )?(?:only )?(?:an? |what a |such a )?"
    r"(?:shame|pity|too bad)(?: that| how)? "
    r"(?=(?:nobody|no one|none|the|we|they|it|our)\b)",
    re.IGNORECASE,
)
_ASIDE = (
    r"(?:as (?:usual|always|ever|per usual)|of course|naturally|predictably|unsurprisingly"
    r"|true to form|bless (?:them|him|her|their hearts?|his heart|her heart)|surprise,? surprise"
    r"|needless to say(?: that)?|(?:it(?:'s| is| was) (?:interesting|worth|important) )to note that"
    r"|in (?:its|their|his|her) (?:infinite |great )?wisdom"
    r"|in keeping with (?:its|their|his|her) (?:usual )?style|believe it or not|if you please"
    r"|as (?:is|was) (?:its|their|his|her) (?:habit|custom|wont|way)|go figure|let's be honest"
    r"|to be honest|let's face it)"
)
_WITHIN = re.compile(rf",? ?[,(–—-] ?{_ASIDE}[,)–—-](?= )", re.IGNORECASE)
_AT_START = re.compile(rf"^{_ASIDE},? (?=\S)", re.IGNORECASE)
_TAIL = re.compile(
    rf"(?:,| [-–—]+) (?:{_ASIDE}"
    r"|which (?:is|was) (?:so |just |rather |entirely )?(?:typical|classic|characteristic"
    r"|par for the course|just like|nothing new with)(?: (?:of|for|with))?(?: [\w' -]{2,40})?"
    r"|which (?:is|was) (?:exactly )?how [\w' ]{2,30} (?:does|do|did|handles?|treats?|works?)"
    r"(?: everything| things| it)?"
    r"|which (?:says it all|speaks volumes|tells you (?:everything|all you need to know)"
    r"(?: [\w' ]{2,40})?|sums (?:it|them|him|her) up|sums up [\w' ]{2,60})"
    r"|which has become (?:something of |rather |quite )?a habit(?: (?:with|of) [\w' ]{2,30})?"
    r"|(?:and )?because of course (?:they|he|she|it|we|nobody|no one)(?: (?:did|had|was|were|would"
    r"|didn't|did not))?"
    r"|because why (?:not|would [^,;.]{3,60})"
    r"|and it (?:shows|showed)|(?:simple|easy) as (?:this|that)|what else|who else"
    r"|(?:many )?thanks(?: a lot| so much| for that| for nothing)?|thx(?: for that)?|well done"
    r"|(?:great|nice|good) (?:job|work|one)|how (?:nice|lovely|thoughtful|convenient|professional)"
    r"|but (?:who (?:has|had) (?:the )?time(?: for that)?|who cares|who is counting|who's counting"
    r"|why (?:look|listen|ask|read|check|bother|worry))"
    r"|as one does|no surprise(?: there)?)(?=[.!?]*$)",
    re.IGNORECASE,
)
_BLUNDER = re.compile(
    r", (?:an? )?(?:(?:elementary|rookie|basic|classic|silly|stupid|careless|avoidable|inexcusable"
    r"|unforgivable|needless) (?:and [a-z]+ )?(?:blunder|omission|oversight|lapse|mistake"
    r"|error|slip)"
    r"|blunder) (?:that|which) (?=(?:[a-z]+ed|cost|gave|led|made|left|took|meant|brought|let"
    r"|put)\b)",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r", (?:which|and that|and this) (?:is|was) (?:nothing|little) short of [a-z]+(?=[.!]*$)"
    r"|, an? [a-z]+ that borders on [a-z ]{3,30}(?=[.!]*$)"
    r"|, in a display of [a-z]+ [a-z]+(?=,)|, (?:so )?that(?:'s| is) so (?:him|her|them)(?=[.!]*$)"
    r"|, (?:muppets|clowns|cowboys|heroes|cheers(?: lads| guys)?)(?=[.!]*$)",
    re.IGNORECASE,
)
_PEOPLE = {"the genius", "the geniuses", "the hero", "the heroes", "the one", "the person"}


def literally(text: str) -> str:
    """Return what a text says without its mockery; the text itself where it has none."""
    text = _TAIL.sub("", text)
    text = _VERDICT.sub("", _WITHIN.sub("", text))
    text = _BLUNDER.sub(", which ", text)
    text = _without_head(_AT_START, text)
    text = _without_head(_EXCLAIMED, text)
    text = _EXCLAIMED_WITHIN.sub(r"\g<mark> ", text)
    return _without_praise(text)


def _without_head(pattern: re.Pattern[str], text: str) -> str:
    """Leave out what opens a sentence, where a whole sentence follows."""
    match = pattern.match(text)
    if match is None:
        return text
    rest = Sentence(text[match.end() :])
    whole = verb_after(rest, 0) and group_at(rest, 0) is None
    return capitalised(rest.text) if whole else text


def _without_praise(text: str) -> str:
    """Turn "great job, everyone who merged it" into "somebody merged it"."""
    match = _PRAISE.match(text)
    if match is None:
        return text
    rest = Sentence(text[match.end() :])
    group = group_at(rest, 0)
    if group is None or group.sort == "counterfactual":
        return text
    who = match["who"].lower()
    named = Sentence(who)
    phrase = phrase_at(named, 0)
    is_group = who.startswith("the ") and who not in _PEOPLE
    known = is_group and phrase is not None and is_people(named, phrase.head)
    doer = capitalised(who) if known else "Somebody"
    return f"{doer} {rest.text}"
