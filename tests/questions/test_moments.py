from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import AnswerError
from agent.questions.amounts import (
    read_fraction,
    read_integer,
    read_minutes,
    read_money,
    read_number,
    read_percent,
)
from agent.questions.days import Day, read_day
from agent.questions.moments import Setting, moment_of, read_moment
from agent.questions.zones import read_zone

BERLIN = Setting("Europe/Berlin", date(2026, 3, 3))
THURSDAY = date(2026, 3, 5)


def at(text, setting=BERLIN):
    point = read_moment(text, setting).point
    return point.at.isoformat() if point.at else None


@pytest.mark.parametrize(
    ("text", "moment", "precision", "doubt"),
    [
        ("2026-03-03 14:05", "2026-03-03T14:05:00+01:00", "minute", None),
        ("2026-03-03T14:05:10Z", "2026-03-03T14:05:10+00:00", "second", None),
        ("14:05", "2026-03-03T14:05:00+01:00", "minute", None),
        ("14:05:10", "2026-03-03T14:05:10+01:00", "second", None),
        ("2:05 pm", "2026-03-03T14:05:00+01:00", "minute", None),
        ("12 am", "2026-03-03T00:00:00+01:00", "hour", None),
        ("2 pm", "2026-03-03T14:00:00+01:00", "hour", None),
        ("14h05", "2026-03-03T14:05:00+01:00", "minute", None),
        ("24:00", "2026-03-04T00:00:00+01:00", "minute", None),
        ("03 Mar 14:05", "2026-03-03T14:05:00+01:00", "minute", None),
        ("Mar 3, 2026 14:05", "2026-03-03T14:05:00+01:00", "minute", None),
        ("3 March 2026 at 2:05 p.m.", "2026-03-03T14:05:00+01:00", "minute", None),
        ("at 14:05 on 3 March", "2026-03-03T14:05:00+01:00", "minute", None),
        ("03.03.2026 14:05", "2026-03-03T14:05:00+01:00", "minute", None),
        ("Tue Mar  3 14:05:10 2026", "2026-03-03T14:05:10+01:00", "second", None),
        ("03/Mar/2026:14:05:10 +0000", "2026-03-03T14:05:10+00:00", "second", None),
        ("2026-03-03 14:05:10,123", "2026-03-03T14:05:10.123000+01:00", "second", None),
        ("20260303T140510Z", "2026-03-03T14:05:10+00:00", "second", None),
        ("14:05 UTC", "2026-03-03T14:05:00+00:00", "minute", None),
        ("14:05 UTC+2", "2026-03-03T14:05:00+02:00", "minute", None),
        ("14:05 CET", "2026-03-03T14:05:00+01:00", "minute", None),
        ("14:05 America/New_York", "2026-03-03T14:05:00-05:00", "minute", None),
        ("14:05 local time", "2026-03-03T14:05:00+01:00", "minute", None),
        ("14:05 +-2 min", "2026-03-03T14:05:00+01:00", "minute", 2.0),
        ("14:05 UTC ± 30 s", "2026-03-03T14:05:00+00:00", "minute", 0.5),
        ("~14:05", "2026-03-03T14:05:00+01:00", "minute", 5.0),
        ("~14:05 +-1 min", "2026-03-03T14:05:00+01:00", "minute", 1.0),
        ("2026-03-03", "2026-03-03T00:00:00+01:00", "day", None),
        ("3 March (day precision)", "2026-03-03T00:00:00+01:00", "day", None),
        ("2026-03-03 14:05 to the hour", "2026-03-03T14:05:00+01:00", "hour", None),
        ("1772546710", "2026-03-03T14:05:10+00:00", "second", None),
        ("1772546710123", "2026-03-03T14:05:10.123000+00:00", "second", None),
        ("+1d 00:10", "2026-03-04T00:10:00+01:00", "minute", None),
        ("00:10 next day", "2026-03-04T00:10:00+01:00", "minute", None),
        ("unknown", None, "unknown", None),
    ],
)
def test_moments_are_read_as_they_are_written(text, moment, precision, doubt):
    point = read_moment(text, BERLIN).point
    assert (point.at.isoformat() if point.at else None) == moment
    assert (point.precision, point.plus_minus_min) == (precision, doubt)
    assert point.original_text == " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "25:99", "", "1405", "14.05", "noon", "morning", "14:05 or 14:10", "13:05 pm", "Monday 14:05",
        "2026-02-30 10:00", "yesterday 14:05", "0001-01-01 00:00", "14:05-14:10", "14:05 IST", "٠٥:١٠",
        "03/04/2026 14:05", "99999999999999", "14:05 5 min", "in 2 weeks",
    ],
)  # fmt: skip
def test_what_is_no_moment_is_refused_with_a_remedy(text):
    with pytest.raises(AnswerError) as caught:
        read_moment(text, BERLIN)
    assert caught.value.remedy


def test_an_unreadable_time_is_named():
    with pytest.raises(AnswerError, match="can't read “25:99” as a time"):
        read_moment("25:99", BERLIN)


def test_a_time_that_the_clocks_skipped_is_refused_and_a_double_one_is_the_earlier():
    with pytest.raises(AnswerError, match="clocks went forward"):
        read_moment("2026-03-29 02:30", BERLIN)
    twice = read_moment("2026-10-25 02:30", BERLIN)
    assert twice.point.at.isoformat() == "2026-10-25T02:30:00+02:00"
    assert "earlier" in twice.note
    assert at("2026-10-25 02:30 CET") == "2026-10-25T02:30:00+01:00"


def test_a_time_far_before_the_one_told_before_belongs_to_a_later_day():
    previous = datetime(2026, 3, 3, 22, 50, tzinfo=UTC)
    setting = Setting("UTC", date(2026, 3, 3), previous)
    assert at("00:10", setting).startswith("2026-03-04")
    assert at("22:00", setting).startswith("2026-03-03")
    assert at("2026-03-03 00:10", setting).startswith("2026-03-03")
    later = Setting("UTC", date(2026, 3, 3), datetime(2026, 3, 5, 12, tzinfo=UTC))
    assert at("14:05", later).startswith("2026-03-05")
    earlier = Setting("UTC", date(2026, 3, 3), datetime(2026, 2, 1, tzinfo=UTC))
    assert at("14:05", earlier).startswith("2026-03-03")


def test_a_time_without_a_date_needs_a_day_and_without_a_zone_says_so():
    with pytest.raises(AnswerError, match="no date"):
        read_moment("14:05", Setting())
    with pytest.raises(AnswerError, match="no year"):
        read_moment("3 Mar 14:05", Setting())
    assert "UTC" in read_moment("14:05", Setting(day=date(2026, 3, 3))).note


def test_a_date_without_a_year_is_the_one_closest_to_the_incident():
    assert at("31 Dec 14:05", Setting("UTC", date(2026, 1, 1))).startswith("2025-12-31")
    assert at("1 Jan 00:05", Setting("UTC", date(2025, 12, 31))).startswith("2026-01-01")


def test_typed_times_are_read_too():
    assert moment_of(date(2026, 3, 3), BERLIN).point.precision == "day"
    assert moment_of(datetime(2026, 3, 3, 14, 5, tzinfo=UTC), BERLIN).point.at.hour == 14
    naive = moment_of(datetime.fromisoformat("2026-03-03T14:05:00"), BERLIN)
    assert naive.point.at.isoformat() == "2026-03-03T14:05:00+01:00"


@given(
    st.integers(0, 7_000_000_000).map(
        lambda seconds: datetime(1971, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    )
)
def test_an_iso_moment_is_read_as_it_is(moment):
    assert read_moment(moment.isoformat(), BERLIN).point.at == moment


def refusal_of(reader, text):
    try:
        reader(text)
    except AnswerError as error:
        return str(error)
    return ""


@given(st.text(max_size=60) | st.from_regex(r"[0-9:apm +\-TZUC~./,(]{1,24}", fullmatch=True))
def test_any_text_is_a_moment_a_day_an_amount_or_a_clear_refusal(text):
    for reader in (
        lambda t: read_moment(t, BERLIN),
        lambda t: read_moment(t, Setting()),
        lambda t: read_day(t, THURSDAY),
        read_number,
        read_integer,
        read_percent,
        read_fraction,
        read_minutes,
        read_money,
        read_zone,
    ):
        assert "\n" not in refusal_of(reader, text)


@pytest.mark.parametrize(
    ("text", "on", "coarse"),
    [
        ("2026-03-15", "2026-03-15", False),
        ("15 March", "2026-03-15", False),
        ("Mar 15", "2026-03-15", False),
        ("March 15th, 2026", "2026-03-15", False),
        ("15-Mar-2026", "2026-03-15", False),
        ("15.03.2026", "2026-03-15", False),
        ("15.3.", "2026-03-15", False),
        ("15/03/2026", "2026-03-15", False),
        ("04/04/2026", "2026-04-04", False),
        ("by 15 March.", "2026-03-15", False),
        ("Tue, 3 March", "2026-03-03", False),
        ("4 Feb", "2026-02-04", False),
        ("1 Feb", "2027-02-01", False),
        ("29 Feb", "2028-02-29", False),
        ("end of Q2", "2026-06-30", True),
        ("Q2 2026", "2026-06-30", True),
        ("end of March", "2026-03-31", True),
        ("March 2026", "2026-03-31", True),
        ("2026-03", "2026-03-31", True),
        ("end of the month", "2026-03-31", True),
        ("next quarter", "2026-06-30", True),
        ("tomorrow", "2026-03-06", False),
        ("in 2 weeks", "2026-03-19", False),
        ("in a month", "2026-04-05", False),
        ("next Friday", "2026-03-06", False),
        ("Thursday", "2026-03-12", False),
    ],
)
def test_days_are_read_as_they_are_written(text, on, coarse):
    assert read_day(text, THURSDAY) == Day(date.fromisoformat(on), coarse)


@pytest.mark.parametrize(
    "text", ["soon", "asap", "31 Feb", "2026-13-01", "Q5", "in 9999 weeks", "month", ""]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(AnswerError):
        read_day(text, THURSDAY)


def test_a_day_with_two_readings_is_refused_with_both():
    with pytest.raises(AnswerError) as caught:
        read_day("03/04/2026", THURSDAY)
    assert "2026-03-04" in caught.value.remedy
    assert "2026-04-03" in caught.value.remedy


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_an_iso_day_is_read_as_it_is_and_one_without_a_year_is_soon(day, today):
    assert read_day(day.isoformat(), today).on == day
    if (day.month, day.day) != (2, 29):
        soon = read_day(f"{day.day} {day.strftime('%B')}", today).on
        assert timedelta(days=-30) <= soon - today <= timedelta(days=337)


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (read_number, "50,000", 50000), (read_number, "50 000", 50000), (read_number, "50K", 50000),
        (read_number, "1.2M", 1200000), (read_number, "1.2 million", 1200000),
        (read_number, "1.234.567", 1234567), (read_number, "1.234,56", "1234.56"),
        (read_number, "1,234.56", "1234.56"), (read_number, "50,000 users", 50000),
        (read_number, "-5", -5), (read_number, "12 345 678", 12345678), (read_number, "4 pages at night", 4),
        (read_integer, "1K", 1000),
        (read_percent, "20 %", 20), (read_percent, "20", 20), (read_percent, "12.5 percent", "12.5"),
        (read_fraction, "0.999", "0.999"), (read_fraction, "99.9 %", "0.999"),
        (read_fraction, "99.9", "0.999"), (read_fraction, "20 % of requests", "0.2"),
        (read_minutes, "118", 118), (read_minutes, "1h58m", 118), (read_minutes, "1:58", 118),
        (read_minutes, "2 hours", 120), (read_minutes, "2 h 5 min", 125), (read_minutes, "3 days", 4320),
        (read_minutes, "90s", "1.5"), (read_minutes, "PT1H58M", 118), (read_minutes, "1h58", 118),
    ],
)  # fmt: skip
def test_amounts_are_read_exactly(reader, text, value):
    assert reader(text) == Decimal(value)


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (read_number, "1,5"), (read_number, "0,999"), (read_number, "3 dozen"), (read_number, "1 5"),
        (read_number, "1e9"), (read_number, "½"), (read_number, "5 million or 6"), (read_number, "9" * 40),
        (read_number, "12 of 50"), (read_integer, "1.5"), (read_fraction, "150"), (read_minutes, "1,5 h"),
        (read_minutes, "1:75"), (read_minutes, "2 fortnights"), (read_percent, "20 % of users; and more"),
    ],
)  # fmt: skip
def test_amounts_with_two_readings_or_none_are_refused(reader, text):
    with pytest.raises(AnswerError):
        reader(text)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_a_plain_number_is_read_exactly_with_and_without_separators(value):
    assert read_number(str(value)) == value
    assert read_number(f"{value:,}") == value


@pytest.mark.parametrize(
    ("text", "amount", "currency", "estimated"),
    [
        ("$20K", 20000, "USD", False), ("20000 USD", 20000, "USD", False), ("EUR 1.5m", 1500000, "EUR", False),
        ("~$20K", 20000, "USD", True), ("20 000 €", 20000, "EUR", False), ("CHF 5'000", 5000, "CHF", False),
        ("about 20,000 dollars", 20000, "USD", True), ("20K", 20000, "", False), ("$1.2 million", 1200000, "USD", False),
    ],
)  # fmt: skip
def test_money_is_read_with_its_currency(text, amount, currency, estimated):
    money = read_money(text)
    assert (money.amount, money.currency, money.estimated) == (amount, currency, estimated)


def test_money_keeps_its_range_and_its_basis():
    money = read_money("20K USD (15K-25K), orders lost times 12 USD")
    assert (money.low, money.high, money.estimated) == (15000, 25000, True)
    assert money.basis == "orders lost times 12 USD"


@pytest.mark.parametrize("text", ["20000 XYZ", "$15-20K", "-5 USD", "kr 500", "$", "¥500", ""])
def test_money_that_is_unclear_is_refused(text):
    with pytest.raises(AnswerError):
        read_money(text)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("utc", "UTC"), ("Z", "UTC"), ("europe/berlin", "Europe/Berlin"), ("Berlin", "Europe/Berlin"),
        ("+2", "+02:00"), ("UTC+02:00", "+02:00"), ("GMT-3:30", "-03:30"), ("New York", "America/New_York"),
    ],
)  # fmt: skip
def test_zones_are_read_by_name_city_or_offset(text, zone):
    assert read_zone(text) == zone


def test_every_zone_with_a_region_is_read_in_any_case():
    names = {name for name in available_timezones() if "/" in name} - {"Etc/UTC"}
    assert {read_zone(name.lower()) for name in names} == names


@pytest.mark.parametrize("text", ["nowhere", "../../etc/passwd", "+99", "", "PST"])
def test_unknown_zones_are_refused(text):
    with pytest.raises(AnswerError):
        read_zone(text)


@pytest.mark.parametrize(
    ("text", "precision"),
    [("now", "minute"), ("NOW", "minute"), ("Now.", "minute"), ("Today", "day")],
)
def test_the_present_is_the_moment_of_the_context(text, precision):
    now = datetime(2026, 3, 10, 12, 30, tzinfo=UTC)
    point = read_moment(text, Setting("UTC", date(2026, 3, 3), now=now)).point
    assert (point.at, point.precision) == (now, precision)


def test_the_present_is_a_day_too():
    assert read_day("Now", THURSDAY) == read_day("today", THURSDAY) == Day(THURSDAY)


def test_without_a_present_now_is_no_time():
    with pytest.raises(AnswerError):
        read_moment("now", BERLIN)
