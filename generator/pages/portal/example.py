"""The example on the page about open data: a short program that works as it stands."""

from markupsafe import Markup

from generator.html.element import element
from generator.html.escape import escape, trusted

#: stands for the site's address where the site does not know its own.
PLACEHOLDER = "http://localhost:8000/"
_PROGRAM = """\
import csv, io, json, urllib.request, zipfile
SITE = "{address}"
def load(path):
    with urllib.request.urlopen(SITE + path) as answer:
        return answer.read()
index = json.loads(load("open-data/index.json"))
newest = max(index["bundles"], key=lambda bundle: bundle["year"])
print(newest["region_name"], newest["year"], "年，共", newest["reports"], "份决算")
archive = zipfile.ZipFile(io.BytesIO(load(newest["href"])))
table = io.StringIO(archive.read("facts.csv").decode("utf-8-sig"))
for row in csv.DictReader(table):
    if row["代号"].startswith("三公.") and row["代号"].endswith(".公务接待费"):
        print(row["部门"], row["名称"], row["数值"] or row["状态"], row["单位"])
"""


def example_of(address: str) -> str:
    """Return the program for a site; Python's own library is all it needs.

    Args:
        address: whole address of the home page; empty where the site does not know it.
    """
    safe = address or PLACEHOLDER
    return _PROGRAM.format(address=safe.replace("\\", "").replace('"', ""))


def program_of(address: str, name: str = "Python 程序") -> Markup:
    """Return the program as it stands in a page: each line as it is, no blank one among them, in a box that scrolls.

    Args:
        address: whole address of the home page; empty where the site does not know it.
        name: of the box, for ears.
    """
    lines = [
        trusted("&#32;" * (len(line) - len(line.lstrip()))) + escape(line.lstrip())
        for line in example_of(address).splitlines()
        if line.strip()
    ]
    code = trusted(f"<code>{'&#10;'.join(lines)}</code>")
    return element("pre", code, class_="program", role="region", aria_label=name, tabindex=0)
