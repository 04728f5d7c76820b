"""The small trained part behind the rules: a network in integer arithmetic, on the CPU."""
