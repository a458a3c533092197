"""Hostile values as YAML, written as editors would write them."""

from collections.abc import Mapping
from typing import Any

import yaml

#: characters of a key that stands in front of its colon, as YAML has it.
_LONGEST_KEY = 1000


class _Dumper(yaml.Dumper):
    """Writes `key:` where PyYAML puts long keys behind a `?`, which nobody types and the reader takes for a slip."""

    def check_simple_key(self) -> bool:
        if isinstance(self.event, yaml.ScalarEvent):
            return 0 < len(self.event.value) < _LONGEST_KEY and "\n" not in self.event.value
        return bool(super().check_simple_key())


def written(values: Mapping[str, Any]) -> bytes:
    """Return plain values as YAML, in the order in which they stand."""
    text: str = yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()
