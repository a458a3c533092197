"""Builds killed at random moments: `python -m tests.torture.torture_kills [KILLS] [quick] [SEED]`.

Before each build the data changes. Its whole process group is killed, by turns at any moment of the build and close to
the switch; then the site that is served has to be whole, of the old data or of the new; then a build has to succeed,
leave nothing lying about and, every so many rounds, give the bytes of a build from nothing. Now and then a round makes
PDFs too. It goes on until so many builds died by the signal: one that was over before it does not count. `quick`
replaces drawing and MkDocs by stand-ins. Ends with exit code 1 when anything was wrong.
"""

import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from generator.site.switch import current
from tests.torture.building import Builder, Ended, Running, change, project_at
from tests.torture.whole import age, faults_of, from_nothing, prints, rubbish_of

EVERY = 10  # rounds between comparisons with a build from nothing
PRINTED = 20  # rounds between those with PDFs
TRIES = 5  # rounds for each kill that is wanted, before it is said that builds are over too soon
SHORT = 0.0002


@dataclass(slots=True)
class Rounds:
    """The rounds: what they work on, and what came of them.

    Attributes:
        lengths: seconds of a build that has something to do, without PDFs and with them. killed: builds that died.
    """

    root: Path
    builder: Builder
    random: random.Random
    lengths: dict[bool, float] = field(default_factory=dict)
    killed: int = 0
    came: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    number: int = 0

    @property
    def length(self) -> float:
        """Return how long the build of this round takes."""
        return self.lengths[self.builder.pdf]

    def begin(self) -> None:
        """Build twice each way: the first site, and how long one takes that has something to do."""
        self.builder.warm(self.root)
        for pdf in (False,) if self.builder.quick else (True, False):
            self.builder = replace(self.builder, pdf=pdf)
            for _ in range(2):
                self.number += 1
                change(self.root, self.number)
                ended = self.builder.build(self.root)
                assert ended.code == 0, ended.said
            self.lengths[pdf] = ended.seconds

    def round(self, aimed: Callable[["Rounds", Running], None], *, pdf: bool) -> None:
        """Kill one build and look at what it left; then build.

        Args:
            aimed: waits for the moment.
            pdf: whether both make PDFs.
        """
        self.number += 1
        self.builder = replace(self.builder, pdf=pdf)
        before = prints(self.root / "site")
        change(self.root, self.number)
        running = self.builder.start(self.root, "build", *self.builder.workers(self.number % 2 + 1))
        aimed(self, running)
        running.kill()
        ended = running.wait()
        killed = prints(self.root / "site")
        self._note("site after the kill", self._faults())
        left = age(self.root)
        self._mend()
        after = prints(self.root / "site")
        if killed not in (before, after):
            self.wrong.append(f"{self.number}: the site after the kill is neither that of the old data nor of the new")
        self._count(ended, f"{'old' if killed == before else 'new'} site")
        self.came["unfinished file in the cache"] += bool(left)
        self._note("still in the cache", (path.name for path in left if path.exists()))

    def compare(self) -> None:
        """Build the same data from nothing, and look whether the sites are the same."""
        if from_nothing(self.root, self.root.parent / "other", self.builder) != prints(self.root / "site"):
            self.wrong.append(f"{self.number}: a build from nothing gives another site")

    def _count(self, ended: Ended, state: str) -> None:
        """Count how a build ended that was to be killed."""
        has_died = ended.code == -signal.SIGKILL
        self.killed += has_died
        how = f"killed{' with PDFs' if self.builder.pdf else ''}, {state}" if has_died else "over before the kill"
        self.came[how] += 1
        if not has_died and ended.code:
            self.wrong.append(f"{self.number}: the build failed before the kill: {ended.said}")

    def _mend(self) -> None:
        """Build again, and look at everything."""
        ended = self.builder.build(self.root)
        if ended.code:
            self.wrong.append(f"{self.number}: the build after the kill failed: {ended.said}")
        self._note("site", self._faults())
        self._note("left", rubbish_of(self.root, self.builder))

    def _faults(self) -> Iterator[str]:
        return faults_of(self.root / "site", searched=not self.builder.quick)  # the stand-ins have nothing to find

    def _note(self, what: str, found: Iterator[str]) -> None:
        self.wrong += [f"{self.number}: {what}: {words}" for words in found]


def anywhere(rounds: Rounds, running: Running) -> None:
    """Wait for any moment of the build."""
    end = time.monotonic() + rounds.random.uniform(0, rounds.length * 1.05)
    while time.monotonic() < end and not running.is_over():
        time.sleep(SHORT)


def at_the_record(rounds: Rounds, running: Running) -> None:
    """Wait until the new version is about to be recorded."""
    served = current(rounds.root / "site")
    assert served is not None

    def written() -> bool:
        names = {path.parent.name for path in served.parent.glob("*/published.json")}
        return max(names) > served.name

    _await(rounds, running, written)


def at_the_switch(rounds: Rounds, running: Running) -> None:
    """Wait until the link is replaced, or about to be."""
    served = current(rounds.root / "site")
    aside = rounds.root / ".site.new"
    _await(rounds, running, lambda: aside.is_symlink() or current(rounds.root / "site") != served)


def _await(rounds: Rounds, running: Running, seen: Callable[[], bool]) -> None:
    while not seen() and not running.is_over():
        pass
    end = time.monotonic() + rounds.random.choice((0.0, 0.001, 0.005, 0.02))
    while time.monotonic() < end:
        pass


AIMS = (anywhere, anywhere, at_the_record, anywhere, anywhere, at_the_switch)


def kill(rounds: Rounds, wanted: int, *, quick: bool) -> None:
    """Go round until so many builds died by the signal."""
    for number in range(wanted * TRIES):
        rounds.round(AIMS[-1 - number % len(AIMS)], pdf=not quick and number % PRINTED == PRINTED // 4)
        if number % EVERY == EVERY - 1 or rounds.killed == wanted:
            rounds.compare()
        if sys.stdout.isatty():
            click.echo(f"\r{rounds.killed}/{wanted}, {len(rounds.wrong)} wrong", nl=False)
        if rounds.killed == wanted:
            return
    rounds.wrong.append(f"only {rounds.killed} of {wanted} builds died by the signal: the others were over before it")


def main(*words: str) -> None:
    """Kill so many builds; print what came of them."""
    numbers = [int(word) for word in words if word.isdecimal()]
    kills, seed = (*numbers, 100)[0], numbers[1] if len(numbers) > 1 else random.SystemRandom().randrange(10**6)
    work = Path(tempfile.mkdtemp(prefix="juesuan-kills-"))
    quick = "quick" in words
    click.echo(f"{kills} kills, seed {seed}{', quick' if quick else ''}")
    chance = random.Random(seed)  # noqa: S311 - the same moments for the same seed, nothing secret
    rounds = Rounds(project_at(work / "p", quick=quick), Builder(work / "aside", quick), chance)
    rounds.begin()
    click.echo(
        f"a build takes {' and with PDFs '.join(f'{rounds.lengths[pdf]:.1f} s' for pdf in sorted(rounds.lengths))}"
    )
    kill(rounds, kills, quick=quick)
    for what, count in sorted(rounds.came.items()):
        click.echo(f"{what}: {count}")
    click.echo("".join(f"{line}\n" for line in rounds.wrong) + f"{len(rounds.wrong)} wrong")
    shutil.rmtree(work)
    sys.exit(bool(rounds.wrong))


if __name__ == "__main__":
    main(*sys.argv[1:])
