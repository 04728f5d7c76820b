import pytest

from agent.coach.privacy import Masking


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("write to jo.van+ops@mail.example.co.uk now", "write to [EMAIL_1] now"),
        ("box 10.20.30.40:8080/24 down", "box [IP_1]:8080/24 down"),
        ("ip-10-0-12-7.ec2.internal is up", "ip-[IP_1].ec2.internal is up"),
        ("peer fe80::1ff:fe23:4567:890a%eth0", "peer [IP_1]%eth0"),
        ("host 2001:0db8:85a3:0000:0000:8a2e:0370:7334 up", "host [IP_1] up"),
        ("at +44 20 7946 0958 today", "at [PHONE_1] today"),
        ("Phone: (415) 555-0132", "Phone: [PHONE_1]"),
        ("call 415-555-0199", "call [PHONE_1]"),
        ("mobile 0171 5550123", "mobile [PHONE_1]"),
        ("customer Blue Harbor Logistics saw it", "customer [CUSTOMER_1] saw it"),
        ("tenant northwind-prod was slow", "tenant [CUSTOMER_1] was slow"),
        ("tenant_id=contoso", "tenant_id=[CUSTOMER_1]"),
        ("for Initech GmbH it failed", "for [CUSTOMER_1] it failed"),
    ],
)
def test_an_address_or_a_customer_goes_behind_a_placeholder(text, masked):
    assert Masking().mask(text).text == masked


@pytest.mark.parametrize(
    "text",
    [
        "version 10.2.3.4 listens on 127.0.0.1 and ::1",
        "std::vector and a::b at 10:20:30 on 2026-01-02 03:04:05",
        "git@github.com:org/repo.git",
        "db-eu-2.internal.example:5432",
        "1200 callers, +12% to 45, INC-2024-00123456, error code 4155550132",
        "customers in Europe, customer support, client IPs, customer impact",
        "call center took 4500000 calls",
    ],
)
def test_what_is_neither_stays(text):
    assert Masking().mask(text).text == text
