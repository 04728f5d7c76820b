"""The small trained part behind the rules: an encoder in integer arithmetic, on the CPU."""
