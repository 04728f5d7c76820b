"""Who makes proposals. Every proposal is data only once a person took it."""
