"""The plan for many units: what follows from measured figures."""

import pytest
from click.testing import CliRunner

from tests.benchmarks.plan_units import Measured, hours, main, storage

PROVINCE = Measured(
    reports=50_000, seconds=3.6, single_seconds=0.036, fixed_seconds=1800, efficiency=1.0, workers=10,
    site_bytes=2e6, cache_bytes=3e6, versions=2,
)  # fmt: skip


def test_more_machines_shorten_only_what_they_share() -> None:
    """50 process hours on ten processes take five hours; half an hour twice stays with one machine."""
    assert hours(PROVINCE, 1) == pytest.approx(6)
    assert hours(PROVINCE, 5) == pytest.approx(2)


def test_storage_counts_site_versions_and_cache() -> None:
    """Each in bytes."""
    assert storage(PROVINCE) == {"网站": 1e11, "旧版本": 1e11, "缓存": 1.5e11}


def test_the_plan_is_printed() -> None:
    """Hours for several numbers of machines, and storage."""
    given = {"reports": "50000", "seconds": "3.6", "site-bytes": "2e6", "cache-bytes": "3e6", "workers": "10"}
    said = CliRunner().invoke(main, [f"--{name}={value}" for name, value in given.items()] + ["--efficiency=1"]).output
    assert "| 1 | 5.0 |" in said
    assert "| 合计 | 450 |" in said
