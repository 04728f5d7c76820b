"""The domain: a postmortem as typed, frozen values. Imports pydantic and the standard library only."""
