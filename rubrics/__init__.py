"""The deterministic rubric: rules as data and the small engine that reads them."""
