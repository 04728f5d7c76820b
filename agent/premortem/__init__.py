"""A pre-mortem as frozen values, and the arithmetic over them: no session, no store, no screen."""
