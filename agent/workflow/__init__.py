"""The state machine of a session: states and guards as data and code, the graph, the session."""
