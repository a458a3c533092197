"""Where something stands in a source file: file, line, column."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of `data/`.

    Attributes:
        file: path below the project folder, with forward slashes.
        line: first line is 1; 0 means the file as a whole.
        column: first column is 1; 0 means the line as a whole.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return `file:line:column`, the form that editors jump to."""
        if not self.line:
            return self.file
        if not self.column:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"
