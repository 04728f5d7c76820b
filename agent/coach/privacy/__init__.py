"""What leaves the machine: secrets removed, people and places behind placeholders, and back.

A `Masking` belongs to one session. The same value has the same placeholder in all its calls.
"""

from agent.coach.privacy.masking import Masked, Masking, Taken
from agent.coach.privacy.placeholders import Kind, Restored

__all__ = ["Kind", "Masked", "Masking", "Restored", "Taken"]
