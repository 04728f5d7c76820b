"""What a rewrite may not say where its source said otherwise: pairs of before and after."""

import re

_IN_PLACE = re.compile(
    r"^(?:[a-z]+, )?(?:instead of|rather than|in addition to|besides) [a-z]+ing\b", re.IGNORECASE
)
"""What hangs on whoever acts next, in a rewrite as in its source."""
PAIRS = (
    (re.compile(r"\band called it an? ", re.I), re.compile(r"\band was called an? ", re.I)),
    (re.compile(r"\ba single\b", re.IGNORECASE), re.compile(r"\bno single\b", re.IGNORECASE)),
    (
        re.compile(r"\binto account (?:the|an?|our|its)\b", re.IGNORECASE),
        re.compile(r"\btaken into account (?:on|in|at|from|with)\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:should|ought to|could) have (?:[a-z]+ly )?[a-z]+ (?:a single|two|three|four|five"
            r"|six|more|\d+)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:no|not a) single\b|\b(?:two|three|four|five|six|more|\d+) [^,;.]{1,40} (?:was"
            r"|were) not\b",
            re.IGNORECASE,
        ),
    ),
    (_IN_PLACE, _IN_PLACE),
    (
        re.compile(r"\bshould(?: not|n['’]t) have\b.*\bat all\b", re.IGNORECASE),
        re.compile(r"^(?!.*\b(?:not|no|never|none)\b).*\bat all\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bfailure to [^.;]*(?<!which) cost (?:us|the|our|them)\b", re.IGNORECASE),
        re.compile(r"(?<!which) cost\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bfailure to [^.;]* and (?:(?:the|an?) )?[\w -]{2,30}['’]s ", re.IGNORECASE),
        re.compile(r"\bbecause [^.;]* not [^.;]* and (?:(?:the|an?) )?[\w -]{2,30}['’]s ", re.I),
    ),
    (
        re.compile(r"\bdespite [a-z]+ing\b", re.IGNORECASE),
        re.compile(
            r"\bdespite (?!the fact|[a-z]+ing\b)(?:(?! that | which | who )[^,;.]){1,60}? (?:was"
            r"|were)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"\b(?:typically|usually|normally|generally) do(?: not|n['’]t)\b", re.IGNORECASE
        ),
        re.compile(r"\b(?:is|are) (?:typically|usually|normally|generally) not\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:went|gone) ahead with [\w-]+ing\b", re.IGNORECASE),
        re.compile(r"\b(?:went|gone) ahead\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bgrant(?:ed|s|ing)? (?:the|an?|our) [\w -]{2,40} `", re.IGNORECASE),
        re.compile(r"` was (?:not )?granted\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bnam(?:e|ed|ing) (?:the|our|an?|this|it)\b", re.IGNORECASE),
        re.compile(r"\b(?:was|were|been) (?:not )?named(?=[,.;]|$)", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:sent|took|drove|walked|brought|let|saw|got) (?:her|him|them|us|me) home\b", re.I
        ),
        re.compile(r"\bhome (?:was|were)\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bclicked [a-z]+ on\b", re.IGNORECASE),
        re.compile(r"\b(?:was|were) clicked on\b", re.IGNORECASE),
    ),
    (
        re.compile(r"^it(?:['’]s| is| was) (?:down|due|thanks|because|owing)\b[^.;]* that\b", re.I),
        re.compile(r"^(?!it\b).*, that\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bbecause [^;.]*\binsist(?:ed)? on\b", re.IGNORECASE),
        re.compile(r"\bbecause\b(?![^;.]*\binsist)", re.IGNORECASE),
    ),
    (
        re.compile(r"\bput(?:ting)? off [a-z]+ing\b", re.IGNORECASE),
        re.compile(r"\bput off\b(?! [a-z]+ing)", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:we|they|he|she|i) knew to be\b", re.IGNORECASE),
        re.compile(r"^(?!.*\bkn[oe]w)", re.IGNORECASE),
    ),
    (
        re.compile(r"\bcheck on the [\w-]+ that\b", re.IGNORECASE),
        re.compile(r"\bchecked on\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:lose|lost|losing) sight of\b", re.IGNORECASE),
        re.compile(r"(?<!sight )\b(?:was|were) lost\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r", an? (?:mistake|error|slip|lapse) (?:that |which )?(?:he|she|they|we) (?:[a-z]+ )?"
            r"(?:attributed|blamed|put)\b",
            re.IGNORECASE,
        ),
        re.compile(r"^(?!.*\b(?:attributed|blamed|put)\b)", re.IGNORECASE),
    ),
    (
        re.compile(r"^(?:i|we) said that (?:i|we)\b", re.IGNORECASE),
        re.compile(r"^it was said that\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\bdated (?:the|an?|our|my) [\w-]+ \d", re.IGNORECASE),
        re.compile(r"\b(?:was|were|been) (?:not )?dated (?!\d)", re.IGNORECASE),
    ),
    (
        re.compile(r"\b(?:rated|graded|called|labelled|marked|classed|ranked) ", re.IGNORECASE),
        re.compile(
            r"[\"”] (?:was|were|had been|has been) (?:not )?(?:rated|graded|called|labelled|marked"
            r"|classed|ranked)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(r"\band should have (?!been\b)", re.IGNORECASE),
        re.compile(r"\b(?:was|were) [^;]*\band should have (?!been\b)", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:before|after|when|while) (?:clos|leav|start|land|board|serv|open|mov|sail|driv"
            r"|park|depart)ing(?=[,.;]| (?:but|and|or)\b)",
            re.IGNORECASE,
        ),
        re.compile(r"\b(?:before|after|when|while) (?:they|it) (?:was|were) [a-z]+ed\b", re.I),
    ),
    (
        re.compile(r"\bshould have [^;.]*(?<!even) if\b", re.IGNORECASE),
        re.compile(r"\bnot [^;.]*(?<!even) if\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\bwithout (?:tell|ask|warn|inform|notify|consult)ing (?:them|him|her)\b", re.I
        ),
        re.compile(r"\bwithout being (?:told|asked|warned|informed|notified|consulted)\b", re.I),
    ),
    (
        re.compile(r"^(?!it\b)(?:(?!\bit\b).)*$", re.IGNORECASE),
        re.compile(
            r"\bit was (?:not )?(?:pushed|committed|tested|merged|read|written|connected)"
            r" (?:straight|directly|with|to|from)\b",
            re.IGNORECASE,
        ),
    ),
    (
        re.compile(
            r"\bonly (?:ever )?(?:encrypted|looked at|tested|checked|read|copied|opened)\b", re.I
        ),
        re.compile(r"\b(?:had|was|were) only (?:been )?[a-z]+(?: at)?(?=[.,;!]|$)", re.IGNORECASE),
    ),
    (
        re.compile(r"\bonly made the [a-z]+", re.IGNORECASE),
        re.compile(r"\b(?:was|were) only made\b", re.IGNORECASE),
    ),
    (
        re.compile(r"\binstead of [a-z]+ing\b", re.IGNORECASE),
        re.compile(r"^(?!.*\b(?:instead|rather|though)\b)(?!.*\bnot\b)", re.IGNORECASE),
    ),
    (
        re.compile(r"\btold (?:no one|nobody|none) of it\b", re.IGNORECASE),
        re.compile(r"\b(?:no one|nobody|none) of it\b(?<!told no one of it)", re.IGNORECASE),
    ),
    (
        re.compile(r"\band that (?:i|we|they|he|she) never\b", re.IGNORECASE),
        re.compile(r"\band that it was never\b", re.IGNORECASE),
    ),
    (
        re.compile(
            r"\b(?:had|have|has) (?:the |our )?[\w-]+ (?:migrate|check|run|test|send|move|build"
            r"|fix|clean|unplug|review|call|sign|write)\b",
            re.IGNORECASE,
        ),
        re.compile(
            r"\b(?:been|was|were) (?!not\b|never\b|also\b)[\w-]+ (?:migrate|check|run|test|send"
            r"|move|build|fix|clean|unplug|review|call|sign|write)\b",
            re.IGNORECASE,
        ),
    ),
    (re.compile(r"\bforg[eo]t", re.IGNORECASE), re.compile(r"\bnot noticed how\b", re.IGNORECASE)),
    (re.compile(r"\b[b-hj-z]\b"), re.compile(r"^[B-HJ-Z]\b(?![.-])")),
    (re.compile(r"\b(?:is|was) (?:I|we)\b", re.IGNORECASE), re.compile(r"\b(?:was|were)\b")),
    (re.compile(r"^having\b", re.IGNORECASE), re.compile(r"^(?!having\b|after\b)", re.IGNORECASE)),
)
"""What follows in a rewrite where the source said otherwise: "into account the wheels on the"."""
