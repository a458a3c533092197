"""What helps an editor to begin: empty files that only need filling in."""

from generator.desk.empty_form import empty_evaluation

__all__ = ["empty_evaluation"]
