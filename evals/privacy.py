"""Whether secrets and names stay on the machine, and names of systems are not hidden with them.

The secrets are made here, from the formats that their issuers publish and with a fixed seed.
Nothing of the detector is used to make them.
"""

import random
import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from agent.coach.privacy import Masking
from evals.datasets.schema import PrivacySet, SecretFormat, Surrounding
from evals.figures import Figure, Section, share

_SEED = 20_260_305
_DOCUMENTS = 40
_SECRETS_EACH = 5
_SENTENCES_EACH = 14
_SETS = {
    "a": string.ascii_letters + string.digits,
    "A": string.ascii_letters,
    "b": string.ascii_letters + string.digits + "+/",
    "B": string.ascii_uppercase + "234567",
    "d": string.digits,
    "9": "123456789",
    "h": "0123456789abcdef",
    "U": string.ascii_uppercase + string.digits,
    "w": string.ascii_letters + string.digits + "_-",
    "p": string.ascii_letters + string.digits * 3 + "!#%*-_.+~",
}
_CUE = re.compile(r"key|token|secret|auth|credential", re.IGNORECASE)
_MARKED = re.compile(r"«(?P<person>[^»]+)»|‹(?P<system>[^›]+)›")
_TITLES = frozenset(["Dr", "Mr", "Mrs", "Ms", "Sr", "Prof"])
_NAME_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Seeded:
    """A secret that was put into a document."""

    issuer: str
    kind: str
    """The sort of surrounding."""
    value: str


@dataclass(frozen=True, slots=True)
class SeededDocument:
    """A document and the secrets in it."""

    text: str
    secrets: tuple[Seeded, ...]


def documents(data: PrivacySet, prose: Sequence[str]) -> tuple[SeededDocument, ...]:
    """Return documents of the project's own sentences with secrets between them."""
    chance = random.Random(_SEED)  # noqa: S311 - repeatable, nothing secret
    formats = [data.formats[n % len(data.formats)] for n in range(_DOCUMENTS * _SECRETS_EACH)]
    chance.shuffle(formats)
    made: list[SeededDocument] = []
    for number in range(_DOCUMENTS):
        mine = formats[number * _SECRETS_EACH : (number + 1) * _SECRETS_EACH]
        made.append(_document(number, mine, data.surroundings, prose, chance))
    return tuple(made)


def measure_secrets(made: Sequence[SeededDocument], data: str) -> Section:
    """Count the secrets of which a half or more is in what would be sent."""
    out: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    wrong: list[str] = []
    for number, document in enumerate(made, 1):
        sent = Masking().mask(document.text).text
        for place, secret in enumerate(document.secrets, 1):
            if gets_out(secret.value, sent):
                out[secret.issuer, secret.kind] += 1
                wrong.append(f"document/{number}/{place}")
                lines.append(f"{number}/{place} {secret.issuer} in {secret.kind}: {secret.value!r}")
    whole = sum(len(document.secrets) for document in made)
    figures = (
        share("privacy: secrets that get out", len(wrong), whole, lower_is_better=True),
        Figure("privacy: issuers and forms of secrets", len(_issuers(made)), whole),
    )
    return Section("privacy", data, figures, tuple(wrong), cases=tuple(lines))


def measure_names(sentences: Sequence[str], data: str) -> Section:
    """Count names of people that are found, and names of systems that are taken for people."""
    found = people = kept = systems = 0
    wrong: list[str] = []
    lines: list[str] = []
    for number, marked in enumerate(sentences, 1):
        sent = Masking().mask(_MARKED.sub(lambda match: match[1] or match[2], marked)).text
        missed, hidden = _judge(marked, sent)
        named = sum(match["person"] is not None for match in _MARKED.finditer(marked))
        things = sum(match["system"] is not None for match in _MARKED.finditer(marked))
        found, people = found + named - missed, people + named
        kept, systems = kept + things - hidden, systems + things
        if missed or hidden:
            wrong.append(f"sentence/{number}")
            if number % 2:  # the even half is closed: nobody looks at its errors
                lines.append(f"{number}: {marked!r} -> {sent!r}")
    figures = (
        share("privacy: names of people found", found, people),
        share("privacy: systems taken for people", systems - kept, systems, lower_is_better=True),
    )
    return Section("privacy", data, figures, tuple(wrong), cases=tuple(lines))


def gets_out(secret: str, sent: str) -> bool:
    """Tell whether a half of a secret, or a line of one that has several, is in a text."""
    for line in secret.splitlines():
        half = len(line) // 2
        parts = (line[:half], line[half:]) if len(line) >= 16 else (line,)
        if not line.startswith("-----") and any(part in sent for part in parts):
            return True
    return False


def _judge(marked: str, sent: str) -> tuple[int, int]:
    """Return how many names are left in what is sent, and how many systems are not in it."""
    marks = list(_MARKED.finditer(marked))
    systems = Counter(word for mark in marks for word in _NAME_WORD.findall(mark["system"] or ""))
    missed = hidden = 0
    for mark in marks:
        if name := mark["person"]:
            missed += any(_count(word, sent) > systems[word] for word in _words_of(name))
        else:
            hidden += _count(mark["system"], sent) < systems[mark["system"]]
    return missed, hidden


def _words_of(name: str) -> Sequence[str]:
    """Return the words of a name that say whose it is: no title, no particle, no initial."""
    words = [word for word in _NAME_WORD.findall(name) if word[0].isupper() and word not in _TITLES]
    return words or [name]


def _count(word: str, text: str) -> int:
    return len(re.findall(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text))


def _document(
    number: int,
    formats: Sequence[SecretFormat],
    surroundings: Sequence[Surrounding],
    prose: Sequence[str],
    chance: random.Random,
) -> SeededDocument:
    parts = [f"# Review {number + 1}", *chance.sample(list(prose), _SENTENCES_EACH)]
    secrets: list[Seeded] = []
    for one in formats:
        value = _value(one.format, chance)
        kind, text = _surrounding(one, surroundings, chance)
        written = value.replace("\n", "\\n") if "\n" in value and kind == "json" else value
        secrets.append(Seeded(one.issuer, kind, value))
        parts.insert(chance.randint(1, len(parts)), text.replace("{secret}", written))
    return SeededDocument("\n\n".join(parts) + "\n", tuple(secrets))


def _surrounding(
    one: SecretFormat, surroundings: Sequence[Surrounding], chance: random.Random
) -> tuple[str, str]:
    if one.shown:
        return "own form", one.shown
    fitting = [
        s for s in surroundings if not one.told or _CUE.search(s.text.replace("{secret}", ""))
    ]
    chosen = chance.choice(fitting)
    return chosen.kind, chosen.text


def _value(pattern: str, chance: random.Random) -> str:
    if pattern == "card":
        return _card(chance)
    return re.sub(
        r"\{(\d+):(\w)\}",
        lambda match: "".join(chance.choices(_SETS[match[2]], k=int(match[1]))),
        pattern,
    )


def _card(chance: random.Random) -> str:
    """Return a number of 16 digits with Luhn's check digit, in groups as on a card."""
    digits = "4" + "".join(chance.choices(string.digits, k=14))
    doubled = (int(d) * (2 - place % 2) for place, d in enumerate(reversed(digits)))
    total = sum(value - 9 * (value > 9) for value in doubled)
    whole = digits + str(-total % 10)
    return " ".join(whole[at : at + 4] for at in range(0, 16, 4))


def _issuers(made: Sequence[SeededDocument]) -> set[str]:
    return {secret.issuer for document in made for secret in document.secrets}
