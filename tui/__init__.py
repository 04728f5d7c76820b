"""Terminal front ends over the agent: the app and the verbs."""
