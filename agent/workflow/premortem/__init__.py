"""The flow of a pre-mortem: from the plan over silent reasons and tripwires to the watch."""
