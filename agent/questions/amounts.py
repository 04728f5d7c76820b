"""Numbers, shares, durations and money as people write them, read exactly."""

import re
from decimal import Decimal, InvalidOperation

from agent.errors import AnswerError
from agent.hygiene import one_line, shorten
from agent.postmortem.values import Money
from rubrics.patterns import regex

LARGEST = Decimal(10) ** 18
"""No amount in a postmortem is larger."""

_PLAIN = regex(r"\d+(?:\.\d+)?|\.\d+", re.ASCII)
_GROUPED = regex(r"[1-9]\d{0,2}(?:([, '’_\u00a0\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?", re.ASCII)
_DOTS_GROUP = regex(r"[1-9]\d{0,2}(?:\.\d{3}){2,}|[1-9]\d{0,2}(?:\.\d{3})+,\d+", re.ASCII)
_COMMA_DECIMAL = regex(r"\d+,\d+", re.ASCII)
_MAGNITUDES = {
    "k": 3, "thousand": 3, "m": 6, "mio": 6, "mn": 6, "million": 6, "millions": 6,
    "b": 9, "bn": 9, "billion": 9, "billions": 9, "g": 9, "t": 12, "trillion": 12,
}  # fmt: skip
# Words that change the number they follow: what they stand beside is not one number.
_NOT_UNITS = regex(
    r"dozens?|hundreds?|thousands|score|percent|lakh|crore|or|to|of|out|and|per|minus|plus|times"
    r"|half|about|not"
)
_APPROXIMATE = regex(
    r"^(?:~|≈|about\b|around\b|approx(?:imately|\.)?|roughly\b|circa\b|ca\.)\s*", re.IGNORECASE
)
_DIGITS = r"\d[\d.,'’_\u00a0\u202f]*(?:[ ]\d{3}(?!\d)[\d.,]*)*|\.\d+"
_NUMBER = regex(rf"(?P<sign>[-+−]?)\s*(?P<digits>{_DIGITS})\s*(?P<rest>.*)", re.ASCII)

_SECONDS_PER = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "w": 604800, "wk": 604800, "wks": 604800, "week": 604800, "weeks": 604800,
}  # fmt: skip
_PART = regex(rf"({_DIGITS})\s*([a-z]+)\.?(?:\s*(?:,|and\b|&)?\s*)", re.ASCII | re.IGNORECASE)
_COLONS = regex(r"(\d{1,4}):([0-5]\d)(?::([0-5]\d))?(?:\s*(?:h|hours?|hrs?))?", re.ASCII)
_ISO_DURATION = regex(
    r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})S)?)?", re.ASCII
)

_SYMBOLS = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "r$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW",
    "₽": "RUB", "₺": "TRY", "₪": "ILS", "zł": "PLN", "฿": "THB", "₫": "VND", "₱": "PHP",
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR",
}  # fmt: skip
_ISO_4217 = regex(
    r"AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BTN|"
    r"BWP|BYN|BZD|CAD|CDF|CHF|CLP|CNY|COP|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|"
    r"FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|"
    r"KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD|MDL|MGA|MKD|MMK|MNT|MOP|"
    r"MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR|"
    r"RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|"
    r"TND|TOP|TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU|UZS|VES|VND|VUV|WST|XAF|XCD|XCG|XOF|XPF|YER|ZAR|"
    r"ZMW|ZWG"
)
_BASIS = regex(r"\s*(?:;|,\s+(?!\d)|\s[-–—]\s|\bbased on\b|\bfrom\b|\(basis:?)\s*", re.IGNORECASE)
_RANGE = regex(r"\(([^()]*\d[^()]*?)\s*(?:-|–|—|\.\.|\bto\b)\s*([^()]*\d[^()]*)\)")
_CURRENCY_BEFORE = regex(r"^([^\d\s.,+−-]{1,4}\$?|[A-Za-z]{3})\s*(?=[\d.])")
_CURRENCY_AFTER = regex(r"\s*([^\W\d]{2,7}|[^\w\s])$")


def read_number(text: str) -> Decimal:
    """Return the number: 50,000; 50 000; 50K; 1.2M. A unit in one word may follow."""
    line = _APPROXIMATE.sub("", one_line(text))
    match = _NUMBER.fullmatch(line)
    if match is None:
        raise _unreadable(text, "a number", "Write it in digits, as 50000, 50K or 1.2M.")
    value = _digits(match["digits"].strip(), text) * _magnitude(match["rest"], text)
    return _within_reason(-value if match["sign"] in {"-", "−"} else value, text)


def read_integer(text: str) -> int:
    """Return a whole number."""
    value = read_number(text)
    if value != value.to_integral_value():
        raise _unreadable(text, "a whole number", "Write it without a fraction, as 12.")
    return int(value)


def read_percent(text: str) -> Decimal:
    """Return a percentage: 20 or 20 % is 20."""
    return read_number(_without_percent(one_line(text)))


def read_fraction(text: str) -> Decimal:
    """Return a share of one: 0.999 and 99.9 % are the same."""
    line = one_line(text)
    bare = _without_percent(line)
    value = read_number(bare)
    if bare != line or value > 1:
        value /= 100
    if not 0 <= value <= 1:
        raise _unreadable(text, "a share", "Write it as 0.999 or 99.9 %.")
    return value


def read_minutes(text: str) -> Decimal:
    """Return a duration in minutes: 118; 1h58m; 1:58; 2 hours; 3 days."""
    line = _APPROXIMATE.sub("", one_line(text)).strip()
    if re.fullmatch(_DIGITS, line, re.ASCII):
        return _within_reason(_digits(line, text), text)
    seconds = _colon_seconds(line)
    if seconds is None:
        seconds = _iso_seconds(line)
    if seconds is None:
        seconds = _summed_seconds(line, text)
    return _within_reason(seconds / 60, text)


def read_money(text: str) -> Money:
    """Return an amount: $20K; 20000 USD; EUR 1.5m; ~$20K (15K-25K), orders lost times 12 USD."""
    line = one_line(text)
    head, basis = _split_basis(line)
    low, high, head = _range(head, text)
    bare = _APPROXIMATE.sub("", head.strip())
    currency, digits = _currency(bare, text)
    amount = _money_number(digits, text)
    return Money(
        amount=amount,
        currency=currency,
        estimated=bare != head.strip() or low is not None,
        basis=basis,
        low=low,
        high=high,
    )


def _money_number(digits: str, text: str) -> Decimal:
    try:
        amount = read_number(digits)
    except AnswerError as error:
        remedy = "Write the amount and the currency, as 20000 USD or $20K."
        raise _unreadable(text, "an amount of money", remedy) from error
    if amount < 0:
        raise _unreadable(text, "a cost", "Write it without a minus sign.")
    return amount


def _split_basis(line: str) -> tuple[str, str]:
    split = _BASIS.search(line)
    if split is None:
        return line, ""
    return line[: split.start()], line[split.end() :].strip().removesuffix(")").strip()


def _range(head: str, text: str) -> tuple[Decimal | None, Decimal | None, str]:
    match = _RANGE.search(head)
    if match is None:
        return None, None, head
    low, high = (_money_number(_currency(end.strip(), text)[1], text) for end in match.groups())
    if low > high:
        raise _unreadable(text, "a range", "Write the lower end first, as 20K USD (15K-25K).")
    return low, high, f"{head[: match.start()]} {head[match.end() :]}".strip()


def _currency(bare: str, text: str) -> tuple[str, str]:
    """Return the currency's code, empty when none was said, and what is left of the text."""
    for pattern in (_CURRENCY_BEFORE, _CURRENCY_AFTER):
        match = pattern.search(bare)
        if match is None or match[1].lower() in _MAGNITUDES:
            continue
        left = f"{bare[: match.start()]}{bare[match.end() :]}".strip()
        return _currency_code(match[1], text), left
    return "", bare


def _currency_code(word: str, text: str) -> str:
    known = _SYMBOLS.get(word.lower())
    if known is None and _ISO_4217.fullmatch(word.upper()):
        known = word.upper()
    if known is None:
        remedy = "Write the code of the currency, as 20000 USD."
        raise AnswerError(f"I can't tell the currency “{word}” in “{shorten(text)}”.", remedy)
    return known


def _digits(digits: str, text: str) -> Decimal:
    if _PLAIN.fullmatch(digits):
        return _decimal(digits, text)
    if _GROUPED.fullmatch(digits):
        return _decimal(re.sub(r"[^\d.]", "", digits), text)
    if _DOTS_GROUP.fullmatch(digits):
        return _decimal(digits.replace(".", "").replace(",", "."), text)
    if _COMMA_DECIMAL.fullmatch(digits):
        remedy = f"Write {digits.replace(',', '.')} or {digits.replace(',', '').lstrip('0')}."
        raise AnswerError(f"“{shorten(text)}” can be read in two ways.", remedy)
    raise _unreadable(text, "a number", "Write it in digits, as 50000, 50K or 1.2M.")


def _magnitude(rest: str, text: str) -> Decimal:
    words = rest.split()
    power = _MAGNITUDES.get(words[0].lower(), 0) if words else 0
    unit = words[1:] if power else words
    if len(unit) > 4 or not all(map(_is_unit_word, unit)):
        raise _unreadable(text, "a number", "Write one number, as 50000, 50K or 1.2M.")
    return Decimal(10) ** power


def _is_unit_word(word: str) -> bool:
    return word.isalpha() and _NOT_UNITS.fullmatch(word.lower()) is None


def _colon_seconds(line: str) -> Decimal | None:
    match = _COLONS.fullmatch(line)
    if match is None:
        return None
    hours, minutes, seconds = (Decimal(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _iso_seconds(line: str) -> Decimal | None:
    match = _ISO_DURATION.fullmatch(line.upper())
    if match is None or not any(match.groups()):
        return None
    days, hours, minutes, seconds = (Decimal(part or 0) for part in match.groups())
    return days * 86400 + hours * 3600 + minutes * 60 + seconds


def _summed_seconds(line: str, text: str) -> Decimal:
    total, place = Decimal(0), 0
    for match in _PART.finditer(line):
        scale = _SECONDS_PER.get(match[2].lower())
        if match.start() != place or scale is None:
            break
        total += _digits(match[1], text) * scale
        place = match.end()
    rest = re.fullmatch(r"(\d{1,2})", line[place:], re.ASCII)
    if rest and re.search(r"h\w*\s*$", line[:place], re.IGNORECASE):
        return total + 60 * Decimal(rest[1])
    if not place or place != len(line):
        remedy = "Write minutes or units, as 118, 1h58m or 2 hours."
        raise _unreadable(text, "a duration", remedy)
    return total


def _without_percent(line: str) -> str:
    return re.sub(
        r"\s*(?:%|\bper ?cent\b|\bpct\b)\.?(?: of [^\W\d][\w -]{0,40})?$",
        "",
        line,
        flags=re.IGNORECASE,
    )


def _decimal(digits: str, text: str) -> Decimal:
    try:
        return Decimal(digits)
    except InvalidOperation as error:
        raise _unreadable(text, "a number", "Write it in digits, as 50000.") from error


def _within_reason(value: Decimal, text: str) -> Decimal:
    if abs(value) > LARGEST:
        raise _unreadable(text, "a number of this world", "Check the digits.")
    whole = value.to_integral_value()
    return whole if whole == value else value


def _unreadable(text: str, kind: str, remedy: str) -> AnswerError:
    return AnswerError(f"I can't read “{shorten(text)}” as {kind}.", remedy)
