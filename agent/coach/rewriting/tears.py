"""The shapes that no sentence has by itself, but one whose doer was taken out may: what is torn."""

import re

BE = r"(?:was|were|been|being)"
_NOT = r"(?:not |never |[a-z]+ly )*"
_STATES = (
    r"(?:healthy|resolved|complete|closed|open|active|stable|safe|ready|fixed|over|dead|clean"
    r"|running|enabled|disabled|online|offline|unlocked|exposed)"
)
TEARS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # an object from its participle: "the effect on rows had not been considered written by"
        rf"\b{BE} {_NOT}(?!left|kept|found|declared|marked|seen|heard|caught|said|supposed|thought"
        r"|believed|known|told|meant|asked|made|un)[a-z]+ed (?!un|led\b)(?:[a-z]+ed|written|given"
        r"|sent|made|taken|built|held|kept|printed) (?:by|to|in|on|at|for|from)\b",
        rf"\b{BE} {_NOT}[a-z]+ to (?:still |already )?(?:using|having|running|holding)\b",
        r"\b(?:pointing|leading|referring|hanging|lying|standing|looking|listening|running) (?:was"
        r"|were|had been|has been|have been) (?:not )?left (?:to|at|on)\b",
        # a number from what it counts: "was spent over blaming", "the first was ... ten units"
        r"\bwas spent over\b",
        rf"\bthe (?:first|last|next) {BE}\b[^.;]*? (?:two|three|four|five|six|seven|eight|nine|ten"
        r"|\d+) [a-z]+s\b",
        rf"\bfrom [\w.`-]+ (?:had been|has been|{BE}) {_NOT}[a-z]+ to\b",
        rf"\bfor [^,;.]{{1,60}} {BE} (?:\w+ly )?paid\b",
        # a thing from its state: "the service healthy was declared", "both active were left"
        rf"\b{_STATES} {BE} {_NOT}(?:declared|considered|deemed|pronounced|reported|marked|called"
        r"|left|kept|clamped|wedged|propped)\b",
        # a relative clause from its complement: "code that took one year was written to be 365"
        r"\b(?:that|which) (?!was|were|is|are|had|has)[a-z]+ [^,;.]{1,40}? (?:was|were) [a-z]+"
        r" to be\b",
        # a clause from what joins it: "the indexes, which lead to an outage, were destroyed"
        r", which (?:lead|led) to [^;.]{1,80}, (?:was|were)\b",
        r"\b(?:rather than|instead of) (?:the|an?|our|its)\b"
        r"(?:(?! and | but | which | that )[^,;.]){1,60}? (?:was|were) ",
        r"(?:^|[,;:–—] )it that\b",
        r"^(?:when|while|as|because|since|after|before|if|although) [^,;]{3,140}, and\b",
        r"^(?:when|while|after|before|until) [^,;]*[.!]*$",
        # a later act from whoever did it, a purpose from its act, a time from its thing
        r"\bit was [a-z]+ that [^;]*, and then [a-z]+s\b",
        r"\b(?:before|after|while|when) the [a-z-]+ for (?:start-?up|launch|take-?off|landing"
        r"|testing|maintenance|inspection|debugging) (?:was|were)\b",
        r"\ball [a-z]+ (?:was|were) (?:not )?[a-z]+ since\b",
        # a denial from its act, an act from how it was begun, what was done from nothing named
        r"\bnot been [^,;.]{3,30} but not\b",
        r"\b(?:was|were) (?:not )?(?:start|begin|try|stop|keep|continue) [a-z]+",
        r"\bin (?:our|my|his|her|their) [a-z]+,? that (?:was|were)\b",
        # "put before it" from what was put there
        r"\b(?:put|laid|placed) (?:was|were) (?:not |never )?[a-z]+ before\b",
        # a clause from the one it leads to: "and when [they went home] it was not stopped"
        r", and (?:when|while|once) [^,;]{2,60} (?:was|were) (?:not )?[a-z]+[.!]*$",
        r"(?<!and )(?<!but )(?<!, )\bthen it was\b",
        r"\b(at|on|for|to|with), (?:not|only|just) \1\b",
        # one act from what it was done to instead: "were moved but the wrong boxes were moved"
        r"\b(?:was|were) ([a-z]+),? (?:but|and) (?:the|an?) wrong [^,;.]{1,40} (?:was|were)"
        r" \1\b",
        # "but two" from "not one": "apparently not one was cut, but two cables"
        r"\bnot (?:one|two|three|just|only|[\d.]+)\b[^,;.]{0,30} (?:was|were) [a-z]+"
        r"(?: up| down| off| out)?,? but\b",
        # two doers of whom one went: "both the driver and the pin was not noticed"
        r"^both (?:the|our|their|an?)\b[^,;.]{1,80} was\b",
        # "only" from what it narrows: "and the names were only commented on"
        rf"\b{BE} only [a-z]+(?:ed|en)(?: on| at| to| with| about| for)?(?=[.,;]|$)",
        r"\b(?:minutes|hours|days|weeks|seconds) (?:was|were) not taken\b",
        r"\bway (?:was|were) [a-z]+ too\b",
        r"^\W*[\w-]+ (?:was|were) [a-z]+ on[.!]*$",
        r", then (?:was|were)\b",
        # a clause that stands for a noun: "it was not read was the cause"
        r"\b(?:was|were) not [a-z]+ed\b[^,;.]{0,80} (?:was|were) (?:the|an?) (?:[a-z]+ )?(?:cause"
        r"|reason|factor)\b",
        r"\b(?:in error|by mistake|by accident|wrong) (?:was|were) [a-z]+ed\b",
        r"\b(?:was|were) not [a-z]+ed (?:before|after|until)\b[^,;.]{1,60}"
        r"(?:, despite [^;.]{1,100},)? (?:took|brought|caused|left|exposed|forced|blocked|kept)\b",
        # a clause with nobody in it behind one without its doer: "were not taught, only sent them"
        r"\b(?:was|were) (?:not |never )?[a-z]+(?:ed|en|t)\b[^;]{0,120}[,;] (?:and )?(?:only|also"
        r"|last) [a-z]+ (?:it|them|us|the)\b",
        r", (?:and )?that (?:had|was|were) (?:not )?(?:been )?[a-z]+ed,",
        # what is no thing, or no verb: "this coming was not seen", "instead of evacuated"
        r"\b(?:this coming|sorry|second-?hand) (?:was|were)\b",
        r"^the \d+(?:st|nd|rd|th) (?:was|were) (?:not )?[a-z]+ed\b",
        r"\binstead of (?!un)[a-z]+ed\b(?! [a-z]+)",
        r"\bthat was [a-z]+ of [a-z]+ing\b",
        r"\bnot made [a-z]{3,} (?:the|an?|it|them)\b",
        r"\bit (?:had been|was) said not to\b|\bit (?:had|has) not been [a-z]+ as far\b",
        r"\b(?:w/o|without) [a-z]+ing (?:the|an?) [\w-]+ (?:was|were)\b",
        r"\bnot thought (?:what|how|why|whether)\b|\bno one of it\b|\bthat it for an? [a-z]+ had\b",
        r"^nobody who\b[^,;.]{1,60} (?:had been|was) told\b",
        r"\bso as the [a-z]+ [a-z]+s,|\bwhoever [a-z]+ the [\w-]+ (?:was|were) not\b",
        r"^an error accounts\b",
        # a verb that is done to nothing: "was not shown up at"
        rf"\b{BE} {_NOT}(?:shown|turned|come|gone|got) (?:up|out|back) (?:at|to|for|in|on)\b",
        r"\bnext (?:had|was|were)\b(?! to\b)",
        r"\b(?:two|three|four|five|many|several|few|both|these|those) [a-z]+s (?:that|it) was\b",
        r"\b(?:on none of|at no (?:time|point)|not once|on no)\b[^,;.]{0,40}"
        r" (?:the|its|our|an?) (?:[\w-]+ ){1,3}(?:was|were)\b",
        # a quotation mark from its word, what was thought from what was known beside it
        r"(?<=\s)['’](?=\s)",
        r"(?<!\bit )\b(?:was|were) (?:not )?[a-z]+(?:ed|wn|en) and that (?:it|the|there|they"
        r"|this|we)\b",
        # what was begun or ended from its place: "routing traffic was stopped to the site"
        r"\b[a-z]+ing (?:[\w-]+ ){1,3}(?:was|were) (?:not )?(?:[a-z]+ly )?(?:stopped|started|begun"
        r"|kept|continued|ceased|finished) (?:to|from|with|in|for|on|at|into)\b",
        r"\b(?:made|makes|let|lets) (?:the|an?|our|its) [\w-]+ (?:was|were)\b",
        # a thought from what was thought: "tries that were thought would solve it"
        r"\b(?:was|were) (?:thought|believed|assumed|expected|hoped|said|known) (?:would|could"
        r"|should|might|was|were|is|are|had|has)\b",
        r", which,|\b(?:reacted|responded) to [a-z]+ing\b",
        r"(?<!was )(?<!were )(?<!been )(?<!being )\b(?:provided|supplied|presented|equipped) with"
        r" an?\b|\b(?:was|were) (?:ended|wound) up in\b",
        # what was not thought of from its own participle: "paths was not considered leading to it"
        r"\bnot (?:considered|noticed|known|realised|realized|accounted for) [a-z]+ing\b",
        r"\bthat (?:with|in|at|for|on|after|by)\b(?:[^,;.]|\.\d)*, and (?:it|they|this) [a-z]+\b",
        r"\band (?:having|being|doing|getting) [\w-]+ (?:was|were)\b",
        r"\bwhich (?:was|were|had been) (?:decided|chosen|agreed|planned|forgotten) to\b",
        r"\bthe (?:reason|way|time|day|moment|extent|degree) that (?:was|were|had)\b",
        r"\bnot acted on with\b",
        r"\b(?:was|were) not [a-z]+(?: of| for)? (?:when|after|before|while) [^,;.]* (?:meant that"
        r"|resulted in|led to)\b",
        r"\bno [\w ]{2,30} (?:is|was) still\b",
        # half of what was set: "a limit had been set but guarantee of only 5"
        r"\b(?:was|were|been) (?:not )?(?:set|[a-z]+ed) but (?!not\b|the\b|it\b|none\b|no\b|only\b)"
        r"[a-z]+ of\b",
        r"\bin response (?:was|were)\b|\b(?:relied|depended) on in\b",
        r"\bin so (?!far\b|doing\b|much\b|many\b)",
        r"\bwent (?:unnoticed|undetected|unreported|unseen)\b[^.;]*, (?:was|were) not\b",
        r"\b(?:had been|was|were) led to (?!the\b|an?\b|this\b)[a-z]+\b",
        # half of "lost track of", a case from what it stands for
        r"\b(?:track|sight|touch|hope|count)(?: of [^,;.]{1,60})? (?:was|were|(?:had|has)"
        r" been) (?:not )?(?:lost|kept)\b",
        # an act from whoever did it, one of many from the many, a name from what it was called
        r"\b(?:proceeded|acted|continued|went on|left) without being\b",
        r"\b(?:since|because|that|and|but) one (?:had|has|was) not\b",
        r"\bit was [a-z]+ that [^,;.]* (?:was|were) [^,;.]* and (?!was\b|were\b)[a-z]+ed for\b",
        r"\" as \"[^\"]*\" (?:was|were)\b",
        r"\b(?:was|were) [a-z]+ed\b[^.;]* rather than (?:admit|say|ask|tell|call|report|risk) ",
        r"\b(?:was|were) not [a-z]+ed, i\.e\.",
        # "both" from what it is of, an answer from who gave it, one of two from the other
        r"\bbeing [a-z]+ both\b|\"[^\"]{1,20}\" was answered\b",
        r"\bneither [^,.;]{1,40} (?:was|were) [a-z]+ed nor\b",
        # what says nothing without who did it
        rf"\b{BE} (?:[a-z]+ly )?caused(?= ?[,.;:)]| ?$)",
        r"^\W*the judge?ment was\b",
        # one of two estimates, a thing from its state, what was said from "without"
        r"took longer than estimated to [^.;]*,? and how long\b",
        r"(?<!\bit )\b(?:was|were) (?:not )?[a-z]+(?:ed|en)\b[^;.]*, and how (?:long|many|much)\b",
        r"\bwithout being [a-z]+ (?:was|is|were|are|had|has)\b",
        r"^(?:to (?:note|say|see|add|mention) |that (?:the|our|my|an?|no|it|none) )",
        r"\b(?:the|our) [a-z-]+ as [a-z]+ (?:was|were)\b",
        r"\b(?:was|were) (?:thought|believed|assumed|known) rather than\b",
        r"\bnot [^;.]*\bmore than (?:we|they|it|he|she|i) (?:were|was|did|had)\b",
        # what came of it from "which", a particle from its verb, what was given from whom it was to
        r"\b(?:was|were) not [a-z]+, (?:left|meant|cost|caused|led|resulted|delayed|allowed) ",
        r"\b(?:was|were) [a-z]+ (?:in|on|at) [\w-]+(?: [\w-]+){0,2} (?:down|up|back|over|out|off)"
        r" (?:to|from|into)\b",
        r"\b(?:was|were) (?:mistakenly |wrongly )?(?:thought|believed|assumed) (?:with|by|in|on|to"
        r"|from|of|about)\b[^,;.]* (?:is|was|are|were|would)\b",
        r"\b(?:useful|helpful|necessary|hard|easy|difficult|confusing)(?: (?:nor|or|and) [a-z]+)?"
        r" (?:was|were) not found\b",
        r"\b(?:have|has|had) been un(?:used|known|tested|checked|expected|finished|resolved)\b",
        r", which has (?:since |now )?been (?:corrected|fixed|resolved|addressed), (?:was|were)\b",
        # what a change is to, and a search is over, from its noun
        r"\b(?:patch|change|fix|update|edit|amendment|tweak|correction)(?:e?s)? (?:was|were|had"
        r" been) (?:not )?(?:merged|approved|shipped|reviewed|tested|landed|accepted|made) to\b",
        r"\b(?:link|symlink|pointer|reference) (?:was|were|had been) (?:created|made) to\b",
        r"\b(?:export|query|scan|job|sweep|search|report) (?:was|were) [a-z]+ over\b",
        # a clause that stands for a noun, a thought from whoever thought it
        r"\bwithout (?:what|how|whether|why|where)\b[^;.]* being [a-z]+\b",
        r"\b(?:was|were) (?:not )?[a-z]+ and (?:thought|assumed|believed|concluded|figured)"
        r"\b(?! of\b| to be\b)",
        # a second thing from the verb of the first: "the trace having been sent and the log"
        r"\bhaving been [a-z]+ and (?:the|an?|its)\b",
        # what something was set to, or kept on, from its verb
        r"\bto [\w.`%-]+ (?:was|were|had been|has been) (?:not )?(?:set|raised|lowered|changed"
        r"|increased|reduced|bumped|cut)\b",
        r"\bto the (?:last|end|next|final)\b[^,;.]{0,20} (?:was|were) left\b",
        r"\b(?:on|in|at|under|behind) (?:the|an?|our) [a-z-]+(?: in [\w ]{3,20})? (?:was|were)"
        r" (?:kept|stored|placed|put|hidden|stacked|piled|parked)\b",
        r"\bmade (?:run|go|wait|stand|work|leave|stay|sit|walk|sleep|pay|do|sign|use)\b",
        r"\b(?:removed|deleted|dropped|lost|moved|replaced|restarted) of (?:the|an?|our|its)\b",
        r"\b(?:intended|meant|made|written) for [^,;.]* to (?:the|both|our|all|every|an?)\b[^,;.]*"
        r" (?:was|were) (?:applied|sent|given|moved|pushed|deployed|added)\b",
        # an act from its doer, a clause from its verb, whom it was said to from who they are
        r"\band to, which\b|\bof which [a-z]+ing\b[^,;.]* (?:was|were) spent\b",
        r"\band that (?:had been|was|were) [a-z]+ (?:there|it|the)\b",
        r"\b(?:outsourced|sent|given|moved|handed|sold|lent) to (?:left|lost|made|put|sent|gave"
        r"|took|kept|forgot|broke|dropped)\b",
        r"\b(?:nobody|no[ -]one) was not\b|\bonly it was\b|\bbut so (?:all|the|it)\b",
        r"(?:^|[;,] )those (?:was|were) (?:not )?[a-z]+",
        r"\b(?:told|asked|informed|warned|given|sent) \((?:the|an?|our)\b",
        r"^after [^;]*, then (?:it|they|the|this)\b",
        r"\bnoticed (?:at|in|on) [^,;.]*, (?:set|put|placed|left|built|added|made)\b",
        r"^(?:root )?cause: (?:the |our |an? )?[\w-]+[.!]*$",
        # what can't be done to a thing, what it did when it was heard
        r"\b(?:was|were) (?:not |never )?(?:stayed|remained|lived|fallen|arrived|happened|slept"
        r"|sat) (?:in|at|on|to|off|with)\b",
        r"\b[a-z]+ (?:sound|ring|fall|beep|crash|burn|leak|drip|blink|flash) (?:was|were) (?:not )?"
        r"(?:heard|seen|noticed|watched|felt)\b",
        rf"\b{BE} {_NOT}[a-z]+ (?:without|along|via|per|despite|during)(?=[.,;!]|$)",
        rf"\b{BE} {_NOT}(?:supposed to be )?looked (?:under|back|along|behind|past)\b",
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day was (?:not )?[a-z]+ on\b",
        r"\([a-z]{1,4} (?:was|were|had)\b|^by the [^,;]* being [a-z]+",
        r"\bprevented (?:in|at(?! least)|on) [^,;.]* from [a-z]+ing\b",
        r"\bdirection (?:was|were) [a-z]+ in\b|^what was not [a-z]+ is\b",
        r"\bbut (?:hoped|thought|assumed|expected) (?:would|that|it)\b",
        r"\bwithout (?:us|them|him|her) or [a-z]+ing\b|\band again (?:gave|took|had)\b",
        r"\bby a factor of [\w ]+ (?:was|were)\b|\bbeing thought of (?:behind|in|at|on)\b",
        r"[a-z]{3,}\. as\b",
        r"\b(?:drift|run|fall|lapse|slip|slide|go) was (?:mistakenly )?let\b",
        r"\bno response to (?:(?! that | which )[^,;.])* by (?!the (?:deadline|time|end|morning))"
        r"(?:the|our|an?) ",
        r"though that was possible,.*\bbut [a-z]+ed (?:the|an?|it|them)\b",
        r"\bno [a-z]+ we [a-z]+ed\b[^,;.]* was [a-z]+ed\b",
        r"\bwas (?:improper|inadequate|poor|incorrect) (?:onto|into)\b",
        r", so rather than\b|\bwithout it being [a-z]+ about\b",
        r"\bleft (?:might|could|may|would|was|were|is)\b",
        rf"\b{BE} let down\b",
        r"\b(?:and|but) (?:i|we|he|she|they) [^;.]*, though that was possible\b",
        # what a thing was like, what was seen to happen from "it", how many times running
        rf"\b{BE} {_NOT}(?:looked|sounded|seemed|felt|smelled|tasted) like\b",
        rf"\b{BE} {_NOT}(?:noticed|realised|realized|known|seen|spotted) (?:was|were|ran|had|went"
        r"|is|are|has)\b",
        r"\bfor the [a-z]+ [a-z]+ running (?:was|were|had been)\b",
        # what has no such passive, and what is no subject
        rf"\b{BE} {_NOT}(?:drifted|walked|yawned|slept|wandered|stormed|laughed) (?:off|through|out"
        r"|away|past)\b",
        r"^(?:go|come|do|get|be|wet|dry) (?:was|were)\b|[;,] (?:round|back|away|home|up|down)"
        r" (?:had|was|were)\b|^w/|\bexpires were\b|\b(?:,|and|but) any (?:was|were|had)\b",
        r"\bthe \S+ for (?:an?|the) \S+ (?:was|were) (?:mis)?taken\b",
        rf"\b{BE} (?:[a-z]+ly |only )?let (?:check|use|read|run|have|do|take|make|see|keep|try)\b",
        rf"\b{BE} {_NOT}made (?:sign|confirm|pay|wait|use|carry|fill|read|write|keep|take|share"
        r"|enter|send|give|show|prove|leave|clean|move|check)\b",
        # numbers of things and of nobody, a date and its verb, half of what was wrong
        r"\bthe police was\b|\b\d+ of which was\b|\bof which (?:had been|was|were) [a-z]+ \d",
        r"\b(?:points|scales|scissors|trousers|goggles) [\w-]+ was\b|[\"”] were (?:written|said"
        r"|typed|answered|put|entered)\b|\d% \d",
        r"(?-i:[a-z]{3,}(?:ed|en)\. [a-z])|^why (?:has|have) [^?]*[a-z] (?:was|were) ",
        r"\bnot met by [\w-]+ (?:days|hours|minutes|weeks|months|seconds)\b",
        r"\bsorry that (?:was|were)\b|\bfor reasons it\b|, which was done(?=[,;.!]|$)",
        r"\b(?:i|we|he|she|they) then (?:the|an?|one|our)\b",
        r"^[a-z]+ed (?!by\b)[^;]* and it was not [a-z]+ed\b|\bas it (?:had been|was) [a-z]+ to,",
        r"\binstead of (?:[^\s,;.]+ ){7,}being [a-z]+",
        r"\bwould not be let\b|\bit was possible, and yet\b",
        r"^an? (?:drill|digg|handl|plann|driv|park|clean|weld|typ|pack|pump|mix)ing [a-z]+ the\b",
        r"\bnot [a-z]+ as well(?=[.!]*$)|\bno [^,;.]* had ever been seen before\b",
        r"\b(?:was|were) not [^;.]*, when [^,;]+, [a-z]+ed (?:the|an?|it)\b|^no [^.;]* was also\b",
        r"\b(?:seconds|minutes|hours|days|metres|meters|km|miles|percent|degrees|points)"
        r" (?:was|were) [a-z]+ (?:faster|slower|higher|lower|longer|shorter|later|earlier)\b",
        r"\bit was thought that it was [a-z]+ (?:how|what|that)\b",
        r"\b(?:was|were) (?:[a-z]+ly )?clicked (?:to|from|for|of)\b",
        r"\b(?:was|were) [a-z]+(?:ed|en)\b(?:(?! and | but | that | which | who )[^,;.])* never"
        r" [a-z]+(?:ed|en) (?:the|an?|it|our|its)\b",
        r"\b(?:hold|leave|fire|standby|ice) (?:had been|was|were) put on\b",
        # where a thing went, what for, what somebody was accused of or invited to, from the verb
        r"\b\d+(?:\.\d+)+ (?:to|from|for) (?:the|our|an?) [^,;.]* (?:was|were)\b",
        r"\bfor (?:speed|safety|convenience|simplicity|testing|debugging) (?:was|were|had been)\b",
        r"\bof (?:fraud|theft|negligence|[a-z]+ing) (?:was|were) accused\b|\bto (?:the|an?|our)"
        r" [\w-]+ (?:was|were) (?:not )?invited\b",
        r"\b(?:warned|told|asked) of [^,;.]* about\b|\bonly those were [a-z]+ (?:up|in|on|of)\b",
        r"\bat (?:any|none|each) of [^,;.]* (?:was|were) not\b",
        # a clause within a subject, an act that nobody does any more
        r"\band the [a-z]+ [a-z]+ed (?:down|up|out|off)\b[^,;.]* was\b",
        r"\bhaving [a-z]+ (?:it|them), should\b|\([Aa]gain\) (?:was|were)\b",
        r", and (?:between|from) [\d:]+ (?:and|to) [\d:]+ (?:ran|did|made|sent)\b",
        r"\b(?:was|were) [a-z]+ed\b[^,;.]* and never (?:went|came|gave|took|got|saw)\b",
        r"\bhas been [a-z]+, has [a-z]+ed (?:it|them|the)\b|\bit was [^;.]* but were\b",
        r"\b(?:was|were) [a-z]+ed\b[^;.]* and then had to [a-z]+ (?:it|them)\b",
        r"\b(?:had been|was|were) left [a-z]+ [a-z]+ed (?:for|in|on|over)\b",
        r"\bnot so much [a-z]+ed as (?![a-z]+ed)[a-z]+ it\b",
        r"^when [^,;]+, [^,;]+ (?:was|were) not [a-z]+, it was [a-z]+|; it was not [a-z]+, [a-z]+"
        r" (?:was|were) not\b",
        r"\bwas not ([a-z]+(?: [a-z]+)?), and it had not been \1\b",
        # a number from what it counts, one of many
        r"\bno \d[\d.,]* [a-z]|(?:^|[,;] |\band )\d{2,} was (?:ordered|shipped|printed"
        r"|delivered)\b|\b\d+ [\w ]*s, which was\b",
    )
)
