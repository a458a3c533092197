"""The libraries of the chart come along whole, with their licences, and their absence is told."""

from pathlib import Path

import pytest

from generator.findings import Severity
from generator.site.vendor import FOLDER, LICENCES, SCRIPTS, libraries, plain_script


def test_scripts_and_licences_come_along(project: Path) -> None:
    """Three scripts without pointers to files that do not come along, and the licence of all that is in them."""
    files, finding = libraries(project)
    assert finding is None
    assert files.keys() == {FOLDER + name for name in (*SCRIPTS, LICENCES)}
    assert not any(b"sourceMappingURL" in content for content in files.values())
    licences = files[FOLDER + LICENCES].decode()
    for name in ("vega 6", "vega-lite 6", "vega-interpreter 2", "d3-scale 4", "topojson-client"):
        assert f"\n{name}" in f"\n{licences}"
    assert "University of Washington Interactive Data Lab" in licences


def test_the_interpreter_becomes_a_plain_script() -> None:
    """Its import is read from the library that is loaded before it, its export is set where the page finds it."""
    module = "import { ascending } from 'vega-util';\nfunction f() {}\nexport { f as expressionInterpreter };\n"
    text = plain_script(module)
    assert "const { ascending } = vega;" in text
    assert "self.vegaInterpreter = f;" in text


@pytest.mark.parametrize(
    "module", ["", "import x from 'y';", "import { a } from 'vega-util';\nexport { f as expressionInterpreter, g };"]
)
def test_an_interpreter_built_otherwise_is_not_guessed_at(module: str) -> None:
    """A new version that imports or exports something else is noticed when the site is built, not by visitors."""
    with pytest.raises(ValueError, match="vega-interpreter"):
        plain_script(module)


def test_without_the_libraries_there_is_a_warning(tmp_path: Path) -> None:
    """A missing library is no error: the site stands, the message says what is missing and how to get it."""
    files, finding = libraries(tmp_path)
    assert files == {}
    assert finding is not None
    assert (finding.code, finding.severity) == ("S03", Severity.WARNING)
    assert "make site" in finding.hint
