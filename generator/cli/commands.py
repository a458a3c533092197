"""The commands, each loaded when it is called: what builds a site takes a second to import, which no check needs."""

import importlib
from collections.abc import Iterator, MutableMapping

import click

#: command → its module and its name there, where they differ from its own.
_PLACES = {"import": ("import_", "import_"), "rules": ("explain", "rules")}
_NAMES = (
    "check",
    "completion",
    "diff",
    "explain",
    "rules",
    "build",
    "rollback",
    "serve",
    "form",
    "new",
    "todo",
    "fmt",
    "hook",
    "import",
    "state",
    "export",
    "doctor",
    "owners",
    "schema",
    "verify",
)
_with_help = click.help_option("-h", "--help", help="显示这段说明。")


class Commands(MutableMapping[str, click.Command]):
    """Commands by name; a module is imported when its command is asked for."""

    def __init__(self) -> None:
        """Know all names, and no command yet."""
        self._held: dict[str, click.Command | None] = dict.fromkeys(_NAMES)

    def __getitem__(self, name: str) -> click.Command:
        """Return a command.

        Raises:
            KeyError: there is none of this name.
        """
        held = self._held[name]
        if held is None:
            module, own = _PLACES.get(name, (name, name))
            held = getattr(importlib.import_module(f"generator.cli.{module}"), own)
            assert isinstance(held, click.Command)
            self._held[name] = _with_help(held)
        return held

    def __contains__(self, name: object) -> bool:
        """Return whether there is such a command, without loading it."""
        return name in self._held

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._held)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._held)

    def __setitem__(self, name: str, command: click.Command) -> None:
        """Add a command."""
        self._held[name] = command

    def __delitem__(self, name: str) -> None:
        """Take a command away."""
        del self._held[name]
