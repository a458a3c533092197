"""The command `juesuan`: parse, call one function below, print, set the exit code."""

from generator.cli.main import main

__all__ = ["main"]
