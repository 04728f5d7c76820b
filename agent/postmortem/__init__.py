"""The domain: a postmortem as typed, frozen values. Needs pydantic and nothing of ours."""
