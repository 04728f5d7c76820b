"""The widgets of the screens; they get values and post messages."""
