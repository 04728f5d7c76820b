"""The words of the little grammar, and the forms of verbs."""

from collections.abc import Container
from dataclasses import dataclass
from functools import cache, cached_property

from pydantic import BaseModel, ConfigDict

from rubrics.package_data import read_yaml

_VOWELS = "aeiou"


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


_NO_ADVERB = word_set(
    "apply reply comply rely supply multiply imply assembly anomaly family italy july monopoly "
    "butterfly fly belly bully tally ally rally only early daily weekly monthly hourly yearly "
    "quarterly nightly friendly costly likely unlikely timely untimely orderly elderly"
)


_PREFIXES = ("over", "under", "out", "mis", "re", "re-")


def _prefixed(word: str, known: Container[str]) -> tuple[str, str]:
    """Return the prefix of a word and what it stands before: "overpaid" is "over" and "paid"."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and word[len(prefix) :] in known:
            return prefix, word[len(prefix) :]
    return "", ""


def ends_as_adverb(low: str) -> bool:
    """Return whether a word ends in "ly" as adverbs do: "quickly", but not "supply"."""
    return low.endswith("ly") and low not in _NO_ADVERB


class Words(BaseModel):
    """The lists of words, as they stand in the data file; the comments there say what each is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    irregular: str
    not_past: str
    not_ing: str
    doubling: str
    not_doubling: str
    no_passive: str
    clausal: str
    object_control: str
    creation: str
    two_objects: str
    prepositional: str
    nominal: str
    steps: str
    manner: str
    particles: str
    phrasal: str
    no_object: str
    takes_from: str
    takes_of: str
    takes_for: str
    takes_to: str
    never_to: str
    takes_about: str
    belongs: str
    infinitive_nouns: str
    determiners: str
    possessives: str
    prepositions: str
    subordinators: str
    coordinators: str
    pronouns: str
    finite: str
    adverbs: str
    after_object: str
    stages: str
    bare: str
    states: str
    takes_state: str
    people: str
    holding: str
    human_verbs: str
    acts_of_people_only: str
    doers: str
    never_people: str
    judging: str
    manner_only: str
    unmeant: str
    not_right: str
    unseen: str
    causing: str
    noticing: str
    suffering: str
    neutral_acts: str
    marks: str
    doings: str
    act_nouns: str
    adverbs_of: str
    events: str
    mistaken: str
    lacking: str
    verdicts: str
    misjudging: str
    outcome_verbs: str
    aware: str
    aims: str
    unminded: str
    answered: str
    followed: str
    seeable: str
    skippable: str
    notes: str
    thinkable: str
    attended_events: str
    traits: str
    verdicts_undone: str
    verdicts_done: str
    verdicts_and: str
    during: str
    nouns_of_acts: str
    acts_as_nouns: str
    ranks: str
    label_kinds: str
    label_humans: str
    label_errors: str
    label_judges: str
    label_traits: str
    due_to: str
    led_to: str
    passed_over: str
    said_as: str
    datable: str
    acts: str
    signs: str
    residues: str
    misdone: str
    believing: str
    acts_of_people: str
    needs_doer: str
    posts: str
    common_verbs: str
    done_by_people: str
    acts_of_trades: str
    only_people: str
    places: str
    saying: str
    bears_name: str
    turned_out: str
    late_acts: str
    late_manners: str
    vouching: str
    persons: str
    minding: str
    chosen_with: str
    told_by_place: str
    no_place: str
    meetable: str
    tended: str
    weighed: str
    leftovers: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as it was read from one of its forms."""

    participle: str
    """Its past participle."""
    bases: frozenset[str]
    """Its base; for a regular form the spellings that it may have."""

    def among(self, name: str) -> bool:
        """Return whether the verb is in a list of the data file."""
        return not self.bases.isdisjoint(lexicon().among(name))


@dataclass(frozen=True)
class Lexicon:
    """The lists as sets and tables, each made when it is first looked at."""

    words: Words

    def among(self, name: str) -> frozenset[str]:
        """Return the words of a list by its name in the data file."""
        if name not in self._sets:
            self._sets[name] = word_set(getattr(self.words, name))
        return self._sets[name]

    @cached_property
    def _sets(self) -> dict[str, frozenset[str]]:
        return {}

    def table(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return a list of lines by its name: the first word of each, and the words after it."""
        if name not in self._tables:
            rows = [line.split() for line in getattr(self.words, name).splitlines()]
            self._tables[name] = {row[0]: tuple(row[1:]) for row in rows if row}
        return self._tables[name]

    @cached_property
    def _tables(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {}

    def lines(self, name: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lines by its name, each as its words."""
        if name not in self._lines:
            rows = getattr(self.words, name).splitlines()
            self._lines[name] = tuple(tuple(line.split()) for line in rows)
        return self._lines[name]

    @cached_property
    def _lines(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return {}

    @cached_property
    def base_verbs(self) -> frozenset[str]:
        """Return every base form that the lists know."""
        lists = word_set(
            "common_verbs clausal object_control creation two_objects takes_from takes_to "
            "takes_about takes_of"
        )
        tables = ("irregular", "nominal", "steps")
        return frozenset[str]().union(
            *(self.among(name) for name in lists), *(self.table(name) for name in tables)
        )

    @cached_property
    def prepositional(self) -> frozenset[tuple[str, ...]]:
        """Verbs with the prepositions that go with them."""
        return frozenset(tuple(line.split()) for line in self.words.prepositional.splitlines())

    @cached_property
    def _bases(self) -> dict[str, str]:
        """The base of each irregular past form and participle."""
        found: dict[str, str] = {}
        for base, forms in self.table("irregular").items():
            for form in forms:
                found.setdefault(form, base)
        return found

    @cached_property
    def past_forms(self) -> frozenset[str]:
        """Every irregular past form that is no base form: "left" and "went", but not "set"."""
        rows = self.table("irregular")
        return frozenset(forms[0] for forms in rows.values() if forms[0] not in rows)

    def participle(self, base: str) -> str:
        """Return the past participle: "take" makes "taken", "stop" makes "stopped"."""
        forms = self.table("irregular").get(base)
        if forms:
            return forms[-1]
        head, dash, last = base.rpartition("-")
        if dash and last in self.table("irregular"):
            return f"{head}-{self.table('irregular')[last][-1]}"
        prefix, rest = _prefixed(base, self.table("irregular"))
        return f"{prefix}{self.table('irregular')[rest][-1]}" if rest else self._regular(base)

    def ing(self, base: str) -> str:
        """Return the -ing form: "lie" makes "lying", "run" makes "running"."""
        if base.endswith("ie"):
            return f"{base[:-2]}ying"
        if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
            return f"{base[:-1]}ing"
        return f"{base}{base[-1]}ing" if self._doubles(base) else f"{base}ing"

    def past(self, verb: Verb) -> str:
        """Return the past form of a verb: "run" makes "ran"."""
        rows = [
            self.table("irregular")[base]
            for base in sorted(verb.bases)
            if base in self.table("irregular")
        ]
        return rows[0][0] if rows else verb.participle

    def _regular(self, base: str) -> str:
        if base.endswith("e"):
            return f"{base}d"
        if base.endswith("y") and base[-2:-1] not in _VOWELS:
            return f"{base[:-1]}ied"
        return f"{base}{base[-1]}ed" if self._doubles(base) else f"{base}ed"

    def _doubles(self, base: str) -> bool:
        if base in self.among("not_doubling"):
            return False
        if base in self.among("doubling"):
            return True
        ends_short = len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in _VOWELS
        one_beat = sum(letter in _VOWELS for letter in base) == 1
        return ends_short and one_beat

    def of_past(self, form: str) -> Verb | None:
        """Read a past form or a participle; None for a word that is neither."""
        if form in self._bases:
            base = self._bases[form]
            return Verb(self.participle(base), frozenset({base}))
        prefix, rest = _prefixed(form, self._bases)
        if rest:
            base = self._bases[rest]
            return Verb(f"{prefix}{self.participle(base)}", frozenset({f"{prefix}{base}"}))
        if not form.endswith("ed") or len(form) < 4 or form in self.among("not_past"):
            return None
        stem = form[:-2]
        bases = {f"{stem}e", stem, stem[:-1], f"{form[:-3]}y"}
        return Verb(form, frozenset(base for base in bases if self.participle(base) == form))

    def of_ing(self, form: str, *, acts: bool = False) -> Verb | None:
        """Read an -ing form: "leaving" is of "leave", "left"; None for any other word.

        `acts` says that its place shows it to be a verb: "before building it".
        """
        if not form.endswith("ing") or len(form) < 5:
            return None
        if form in self.among("not_ing") and not acts:
            return None
        stem = form[:-3]
        irregular = [b for b in (f"{stem}e", stem, stem[:-1]) if b in self.table("irregular")]
        if irregular:
            return Verb(self.participle(irregular[0]), frozenset(irregular[:1]))
        ends_in_y = stem.endswith("y") and stem[-2:-1] not in _VOWELS
        regular = (
            f"{stem[:-1]}ied" if ends_in_y else f"{stem}{'d' if stem.endswith('ee') else 'ed'}"
        )
        return Verb(regular, frozenset({stem, f"{stem}e", stem[:-1]}))

    def of_base(self, base: str) -> Verb:
        """Read a base form, which may be any word: its place says that it is a verb."""
        return Verb(self.participle(base), frozenset({base}))


@cache
def lexicon() -> Lexicon:
    """Return the words of the grammar."""
    return Lexicon(Words.model_validate(read_yaml("agent.coach.rewriting", "lexicon.yaml")))
