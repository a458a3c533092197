"""Checking a project: every report that was asked for, and what all of them share."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from generator.build.report import Plan, Slugs, plan_report
from generator.check.catalogue import catalogue
from generator.check.levels import level_findings, levelled
from generator.check.report import placed
from generator.check.review import Checked, Review
from generator.findings import Finding
from generator.load.node import mapping_at
from generator.load.reading import Reader, Shared, load_shared
from generator.model.identity import Department, Region
from generator.workspace.making import roster_findings
from generator.workspace.project import Project, commit_of
