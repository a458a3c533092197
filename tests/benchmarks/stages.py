"""How long each step of a build takes, by what the build itself calls its steps."""

import time
from dataclasses import dataclass, field


@dataclass(slots=True)
class Stages:
    """Seconds between one step of a build and the next, by what the build calls the steps."""

    seconds: dict[str, float] = field(default_factory=dict)
    step: str = "读取数据，到第一份做完"
    since: float = field(default_factory=time.perf_counter)

    def show(self, step: str, _done: int, _whole: int) -> None:
        """Take note of a step of the build."""
        if step != self.step:
            self.stop()
            self.step = step

    def stop(self) -> None:
        """Close the running step."""
        now = time.perf_counter()
        self.seconds[self.step] = self.seconds.get(self.step, 0.0) + now - self.since
        self.since = now
