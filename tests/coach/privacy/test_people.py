import pytest

from agent.coach.privacy import Masking
from agent.coach.privacy.lexicon import ambiguous, family, fold, given, systems
from rubrics.language.agents import given_names
from rubrics.package_data import read_yaml


def hidden(text):
    return [one.value for one in Masking().mask(text).taken if one.kind in {"person", "handle"}]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Maria Lopez restarted Kafka.", ["Maria Lopez"]),
        ("Nguyen Thi Lan rolled back.", ["Nguyen Thi Lan"]),
        ("Ana van der Berg paged Kim Min-jun.", ["Ana van der Berg", "Kim Min-jun"]),
        ("J. R. Okoro merged it.", ["J. R. Okoro"]),
        ("Dr. Green agreed.", ["Green"]),
        ("We asked Xquarp.", ["Xquarp"]),
        ("Xquarp said so.", ["Xquarp"]),
        ("our engineer Quxley found it", ["Quxley"]),
        ("Priya and Zquanele fixed it", ["Priya", "Zquanele"]),
        ("Siobhán O'Brien's laptop", ["Siobhán O'Brien"]),
        ("Julia noticed the Julia runtime.", ["Julia"]),
        ("Travis Odom approved it.", ["Travis Odom"]),
        ("Will Smith left; will the job run?", ["Will Smith"]),
        ("Иван Петров said so, 田中さん agreed and all of them left.", ["Иван Петров", "田中さん"]),
        ("MARIA LOPEZ signed.", ["MARIA LOPEZ"]),
        ("Philippa Greaves wrote the doses on paper.", ["Philippa Greaves"]),
        ("Owner: Quill Brevoort, Platform team", ["Quill Brevoort"]),
        ("- **Authors**: Quill Brevoort and Zed Norrin", ["Quill Brevoort", "Zed Norrin"]),
        ("authors:\n  - Quill Brevoort\n  - Zed Norrin\n", ["Quill Brevoort", "Zed Norrin"]),
        ("| Task | Owner |\n|---|---|\n| Add Quoll | Zed Norrin |", ["Zed Norrin"]),
        ("10:02 zquanele: rolling back", ["zquanele"]),
        ("[2026-01-02 10:02] Zed Norrin: rolling back", ["Zed Norrin"]),
        ("Signed-off-by: Zed Norrin <z@x.example>", ["Zed Norrin"]),
        ("cc @mlind and @rok.z please", ["mlind", "rok.z"]),
        ("can aisling look, and ask rajesh iyer too", ["aisling", "rajesh iyer"]),
        ("we pinged kai twice", ["kai"]),
        ("The crane was locked by Iyer, R. S. on Monday.", ["Iyer, R. S."]),
        ("Signed by Marie-Claire de La Porte.", ["Marie-Claire de La Porte"]),
        ("We rang Hassan al-Jaziri at six.", ["Hassan al-Jaziri"]),
        ("quill.bre <q@x.example> pushed", ["quill.bre"]),
        ("Felix noticed it, then Felix merged it.", ["Felix"]),
        ("ssh mlind@bastion-1 from /home/qbr/bin", ["mlind", "qbr"]),
    ],
)
def test_a_name_is_found(text, names):
    assert hidden(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Jenkins failed. Travis was green. Celery and Cassandra restarted, Jaeger did not.",
        "The Julia service, the Ruby client and Claude were slow.",
        "Grafana Loki and Apache Zookeeper were upgraded.",
        "Root Cause Analysis of the Payments Service",
        "Will the job run in May? Grace periods end on June 3.",
        "Checkout Rollback Procedure",
        "We're late, and Haven't we said so?",
        "Alert HighErrorRate fired for us-east-1 in Sydney and Paris.",
        "10:02 alertmanager: firing",
        "10:02 technical lead: rolling back",
        "Owner: Platform team",
        "@payments-team and @here and @angular/core",
        "The robot Paula stopped. The vessel Greta drifted.",
        "We rebooted Ingrid, and Ingrid lost its lease.",
        "Felix loaded two bundles. Daphne closed the socket.",
        "It can be mere noise; the process hung.",
        "Wednesday Deploy Freeze before Black Friday",
        "user: root, login: postgres, /home/ubuntu/app",
    ],
)
def test_what_is_no_person_stays(text):
    assert Masking().mask(text).text == text


def test_the_lists_of_names_do_not_contradict_each_other():
    assert not given() & ambiguous()
    assert not family() & ambiguous()
    assert not given() & systems()
    assert len(given()) > 5_000
    assert len(family()) > 5_000


def test_a_given_name_stands_in_one_list_only():
    own = read_yaml("agent.coach.privacy", "names.yaml")["given"].split()
    assert set(own).isdisjoint(map(fold, given_names()))
