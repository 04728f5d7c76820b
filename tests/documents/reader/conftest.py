"""Postmortems in eight house styles, written for these tests."""

import pytest

SEARCH_ENGINE_STYLE = """\
# Rate limiter rejected every parcel label

**Date**: 2025-04-09
**Authors**: Mara Lind, Tobias Falk
**Status**: Complete, action items in progress
**Summary**: Label printing was down for 41 minutes after a limiter was set to zero.
**Impact**: 1,900 of 7,600 depots could not print labels; lost revenue of $12,500.
**Root Causes**: The limiter read a missing value as zero because nothing validated the file.
**Trigger**: A configuration push at 09:12.
**Resolution**: The previous file was restored.
**Detection**: An alert on the error rate paged the on-call engineer.

## Action Items

| Action Item | Type | Owner | Bug | Due | Status |
|---|---|---|---|---|---|
| Reject files without a limit | prevent | mara | [LAB-17](https://jira.example.com/browse/LAB-17) | 2025-05-02 | DONE |
| Add a canary stage to pushes | mitigate | Platform team | LAB-18 | Q3 2025 | |

## Lessons Learned

### What went well

- The alert fired within two minutes.

### What went wrong

- The push reached every depot at once.

### Where we got lucky

- It was a quiet morning.

## Timeline

2025-04-09 (all times UTC)

- 09:12 Limiter file pushed
- 09:14 OUTAGE BEGINS — depots start to fail
- 09:16 Alert fired for label errors
- 09:40 Cause found: the limit is zero
- 09:55 Service fully restored
"""

WIKI_STYLE = """\
# INC-204: Statement e-mails sent twice

| Field | Value |
| --- | --- |
| Severity | SEV-3 |
| Incident date | 12 May 2025 |
| Owner | Priya Nair |
| Affected services | mailer, statements |
| Time to resolve | 3h 20m |

## Leadup

A retry was added to the mailer the week before.

## Impact

4,300 customers received two statements. There were 61 support tickets.

## Five whys

1. Why did customers get two mails? The job ran twice.
2. Why did the job run twice? The lock expired while it was running.
3. Why did the lock expire? Its lifetime was shorter than the job.

## Timeline (CEST)

### 12 May 2025

#### 08:00

Statement job started.

#### 09:10

Support reported double mails.

#### 11:20

Job stopped, issue resolved.

## Follow-up actions

- [x] Make the lock outlive the job (Owner: Priya Nair, Due: 2025-05-20)
- [ ] Alert when a job runs twice (Owner: Jonas, Due: 2025-06-01)
"""

PAGER_STYLE = """\
Outage of the booking calendar
==============================

### Overview
On Feb 3, 2025 the calendar was unavailable for 1 hour and 5 minutes.

### What Happened
A certificate expired and clients refused the connection.

### Contributing Factors
* Renewal was done by hand
* Nobody was told of the expiry

### Resolution
A new certificate was installed.

### Impact
* Duration: 65 minutes
* 38% of requests failed

### Responders
* Incident Commander: Lena Ortiz

### Timeline

| Time (UTC) | Event |
|:--|:--|
| 14:00 | Clients start to see errors |
| 14:08 | Monitoring alert fired |
| 14:09 | On-call engineer acknowledged the page |
| 15:05 | Service restored |

### Action Items
1. Renew certificates automatically — @lortiz, by 2025-03-01
2. ~~Install the new certificate~~
"""

REPOSITORY_STYLE = """\
---
title: Search index lost a shard
date: 2024-11-20
severity: high
tags: [search, storage]
services: search-api
---

## TL;DR

Half of the results were missing for about two hours on November 20, 2024.

## Timeline

- **10:04 UTC** - shard `s7` is removed by a cleanup job
- **10:31 UTC** - a customer reports missing results ([ticket](https://help.example.com/tickets/991))
- **12:02 UTC** - the shard is back and the incident was resolved

## Root cause

The cleanup job matched on a prefix, so it removed a live shard.
No test covered two shards with the same prefix.

## TODO

- Match on the whole name [#77](https://github.com/example/search/issues/77)
- P1: keep a copy of a shard for a day
"""

BLOG_STYLE = """\
+++
title = "What broke our sign-in on 7 October"
authors = ["Noor Haddad"]
date = 2025-10-14
path = "blog/sign-in"
+++

On 2025-10-07 at 06:40 UTC we deployed a new session store. At 06:52 UTC we received the first
reports that people could not sign in. At 07:31 UTC we had reverted the change, which ended the
outage.

For approximately 51 minutes nobody could sign in.

## Why did this happen?

The new store dropped sessions because its clock was in another zone.

## What are we going to do?

We will run both stores side by side for a week before we switch.
We are also going to add a test with two zones.

## Thanks

Thank you to everybody who wrote to us.
"""

SPREADSHEET_STYLE = """\
# Wrong meter readings

## Event log (all times CET)

| What happened | Day | Clock | Source |
|---|---|---|---|
| Firmware rolled out to 200 meters | 2025-01-20 | 08:30 | [deploy](https://ci.example.com/builds/4) |
| First wrong reading noticed by a customer | 2025-01-20 | 13:15 | |
| Firmware rolled back, readings are correct | 2025-01-21 | 00:10 | |

## Consequences

- 200 meters sent wrong readings, 35 complaints

## Odds and ends

Text without a known heading stays as a note.
"""

LABEL_STYLE = """\
# Incident on 2025-02-11 - Queue stuck

- **Key events**
  - First detected: 2025-02-11 10:20
  - Repaired: 2025-02-11 10:45
  - Resolved 2025-02-11 11:00

- **Time to resolve**: 40m

- **Impact**: Orders waited for up to 25 minutes.

- **Context**:
  - 2025-02-11 10:05: consumer deployed with the wrong topic
  - 2025-02-11 10:20: alert on queue depth

- **Review actions**:
  - Check the topic when the consumer starts
  - Alert earlier. DONE in [PR 5](https://github.com/example/queue/pull/5)
"""

PROSE_STYLE = """\
**What happened**

Between 10:00 and 10:30 UTC on 2025-08-19 the map tiles were broken. The cache was full. This was
caused by images that were never deleted.

**What we learned**

Disks fill slowly, so an alert on the trend is worth more than one on the level.

**Next steps**

* Delete images after 30 days
* Alert on the trend of the disk
"""

STYLES = {
    "search engine": SEARCH_ENGINE_STYLE,
    "wiki": WIKI_STYLE,
    "pager": PAGER_STYLE,
    "repository": REPOSITORY_STYLE,
    "blog": BLOG_STYLE,
    "spreadsheet": SPREADSHEET_STYLE,
    "label": LABEL_STYLE,
    "prose": PROSE_STYLE,
}


@pytest.fixture(scope="session")
def styles() -> dict[str, str]:
    return STYLES
