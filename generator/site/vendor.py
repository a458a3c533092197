"""The libraries that draw the chart of the page of comparison, brought along so that nobody asks another host.

They come from npm as they are; only the interpreter, which npm has as a module, is wrapped as a plain script. It lets a
strict Content-Security-Policy hold: expressions of a chart are interpreted, never compiled (no eval).
"""

import json
import re
from pathlib import Path

from generator.findings import Finding, Severity

FOLDER = "assets/vendor/"
SCRIPTS = {
    "vega.min.js": "vega/build/vega.min.js",
    "vega-lite.min.js": "vega-lite/build/vega-lite.min.js",
    "vega-interpreter.js": "vega-interpreter/build/vega-interpreter.js",
}
LICENCES = "LICENSES.txt"
_IMPORT = re.compile(r"^import \{([^}]*)\} from 'vega-util';$", re.MULTILINE)
_EXPORT = re.compile(r"^export \{ (\w+) as expressionInterpreter \};$", re.MULTILINE)
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*\n?", re.MULTILINE)


def libraries(project: Path) -> tuple[dict[str, bytes], Finding | None]:
    """Return scripts and licences by path in the site, and None; or nothing and a warning that says why.

    Args:
        project: folder with node_modules/.
    """
    modules = project / "node_modules"
    try:
        texts = {name: (modules / path).read_text(encoding="utf-8") for name, path in SCRIPTS.items()}
        texts["vega-interpreter.js"] = plain_script(texts["vega-interpreter.js"])
    except (OSError, ValueError):
        message = "没有找到图表程序 Vega，网站已经生成，“比一比”只有表，没有图。"
        return {}, Finding("S03", Severity.WARNING, message, hint="联网后重新运行 make site，会自动补装。")
    files = {name: _SOURCE_MAP.sub("", text) for name, text in texts.items()} | {LICENCES: licences(modules)}
    return {FOLDER + name: text.encode() for name, text in files.items()}, None


def plain_script(module: str) -> str:
    """Return the interpreter's module as a script: it reads its helpers from `vega` and sets `vegaInterpreter`.

    Raises:
        ValueError: the module does not import and export what it did when this was written.
    """
    text, imports = _IMPORT.subn(r"const {\1} = vega;", module)
    text, exports = _EXPORT.subn(r"self.vegaInterpreter = \1;", text)
    if (imports, exports) != (1, 1) or re.search(r"^(import|export)\b", text, re.MULTILINE):
        raise ValueError("vega-interpreter is built otherwise now")
    return f'(function () {{\n"use strict";\n{text}\n}})();\n'


def licences(modules: Path) -> str:
    """Return the licences of the libraries and of what they are built from, one after the other, by name.

    Args:
        modules: the folder node_modules/.
    """
    found: dict[str, Path] = {}
    waiting = [(modules / path.split("/")[0]) for path in SCRIPTS.values()]
    while waiting:
        package = waiting.pop()
        if package.name in found or not (package / "package.json").is_file():
            continue
        found[package.name] = package
        needed = json.loads((package / "package.json").read_text(encoding="utf-8")).get("dependencies", {})
        waiting += [_installed(package, name, modules) for name in needed]
    return "\n\n".join(_licence(found[name]) for name in sorted(found)) + "\n"


def _installed(package: Path, name: str, modules: Path) -> Path:
    """Return where npm put a package that another one needs: inside it, or beside all others."""
    inside = package / "node_modules" / name
    return inside if inside.is_dir() else modules / name


def _licence(package: Path) -> str:
    about = json.loads((package / "package.json").read_text(encoding="utf-8"))
    texts = sorted(path for path in package.iterdir() if re.match(r"(?i)licen[cs]e", path.name))
    words = texts[0].read_text(encoding="utf-8").strip() if texts else f"License: {about.get('license', '')}"
    return f"{about['name']} {about['version']}\n\n{words}"
