"""The drawing of the tree -> a test: who may import whom, and one door for each library."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src"

STEPS = ("parsing", "checking", "planning", "rehearsing", "operating", "reporting")

# A part is a module or package directly below mamarr. One that is not named may import all but the doors.
MAY_IMPORT = {
    "model": {"model"},
    "lang": {"lang", "model"},
    **{step: {step, "model", "lang", "machine"} for step in STEPS},
    "machine": {"machine", "model"},
    "flow": {"flow", "model", "lang", *STEPS},
}
DOORS = {"cli": {"__main__"}}  # a door -> the only ones that may import it

LIBRARIES: dict[str, set[str]] = {
    "numpy": {"model", "machine", *STEPS},
    "numba": {"machine"},
    "yaml": {"parsing"},
    "ruamel": {"parsing"},
    "fluent": {"lang"},
    "highspy": {"planning"},
    "matplotlib": {"reporting"},
    "jinja2": {"reporting"},
    "xlsxwriter": {"reporting"},
    "apsw": {"operating"},
    "nacl": {"operating"},
    "distributed": {"flow"},
    "click": {"cli", "terminal"},
    "rich": {"cli", "terminal"},
}

Imports = dict[str, set[str]]  # module -> full names of what it imports


def read(source: Path) -> Imports:
    """All modules below a source folder, with what they import, also inside functions."""
    return {
        name(source, path): set(imported(ast.parse(path.read_text(encoding="utf-8"))))
        for path in sorted(source.rglob("*.py"))
    }


def name(source: Path, path: Path) -> str:
    return ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports are banned, so that directions can be read"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part(module: str) -> str:
    return (module + ".").split(".")[1]


def directions(imports: Imports) -> Iterator[str]:
    for module, names in imports.items():
        own = part(module)
        for target in sorted(n for n in names if n.startswith("mamarr.")):
            aim = part(target)
            if own in MAY_IMPORT and aim not in MAY_IMPORT[own] and target != "mamarr.__version__":
                yield f"{module} imports {target}: {own} may import {', '.join(sorted(MAY_IMPORT[own]))}"
            if aim in DOORS and own not in {aim, *DOORS[aim]}:
                yield f"{module} imports {target}: nothing imports {aim}"


def doors(imports: Imports) -> Iterator[str]:
    for module, names in imports.items():
        for library in sorted({n.split(".")[0] for n in names} - sys.stdlib_module_names - {"mamarr"}):
            allowed = LIBRARIES.get(library, set())
            if part(module) not in allowed:
                yield f"{module} imports {library}: only {', '.join(sorted(allowed)) or 'nobody'} may"


def purity(imports: Imports) -> Iterator[str]:
    """The nouns and the law know the standard library, numpy and each other, nothing else."""
    free = sys.stdlib_module_names | {"numpy"}
    for module, names in imports.items():
        for target in sorted(names):
            if part(module) == "model" and not (target.startswith("mamarr.model") or target.split(".")[0] in free):
                yield f"{module} imports {target}: the model imports only the standard library and numpy"


def reachable(imports: Imports, start: str) -> set[str]:
    """The modules of Mamarr that a module imports, directly or through others."""
    seen: set[str] = set()
    ahead = [start] if start in imports else []
    while ahead:
        names = imports[ahead.pop()]
        found = {n if n in imports else n.rpartition(".")[0] for n in names} & imports.keys()
        ahead += found - seen
        seen |= found
    return seen


def auditing(imports: Imports) -> Iterator[str]:
    if "mamarr.operating.log" in reachable(imports, "mamarr.operating.audit"):
        yield "mamarr.operating.audit reaches mamarr.operating.log: what verifies shares no code with it"


# What the verifier of plans may import: nouns, the calendar, the form of a fault, and itself.
VERIFIER = "mamarr.planning.verify"
SHARED = tuple(f"mamarr.model.{noun}." for noun in ("agreement", "calendar", "diagnostic", "plan", "values"))


def verifying(imports: Imports) -> Iterator[str]:
    allowed = (*SHARED, "mamarr.planning.faults.", f"{VERIFIER}.")
    for module in (m for m in imports if m.startswith((VERIFIER, "mamarr.planning.faults"))):
        for target in sorted(n for n in imports[module] if n.startswith("mamarr.")):
            if not target.startswith(allowed):
                yield f"{module} imports {target}: the verifier shares only the nouns with planner and law"


def faults(imports: Imports) -> list[str]:
    return [fault for rule in (directions, doors, purity, auditing, verifying) for fault in rule(imports)]


def test_the_tree_keeps_its_directions() -> None:
    imports = read(SOURCE)
    assert "mamarr.cli.main" in imports["mamarr.__main__"], "the reader must have seen the modules"
    assert faults(imports) == []


def test_each_rule_finds_its_fault(tmp_path: Path) -> None:
    bad = {
        "model/law.py": "import numpy\nimport attrs\nfrom mamarr.parsing import read",
        "checking/__init__.py": "from mamarr import planning",
        "planning/__init__.py": "def late():\n    import mamarr.cli",
        "operating/audit.py": "from mamarr.operating.signing import key",
        "operating/signing.py": "from mamarr.operating.log import append",
        "operating/log.py": "import apsw",
        "planning/verify/__init__.py": "from mamarr.planning.faults import fault",
        "planning/faults.py": "from mamarr.model.law import run",
        "reporting/__init__.py": "import yaml.reader",
    }
    for file, text in bad.items():
        path = tmp_path / "mamarr" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = "\n".join(faults(read(tmp_path)))
    for expected in (
        "mamarr.model.law imports attrs: only nobody may",
        "mamarr.model.law imports attrs: the model imports only",
        "mamarr.model.law imports mamarr.parsing.read: model may import model",
        "mamarr.checking imports mamarr.planning: checking may import checking, lang, machine, model",
        "mamarr.planning imports mamarr.cli: nothing imports cli",
        "mamarr.operating.audit reaches mamarr.operating.log",
        "mamarr.planning.faults imports mamarr.model.law.run: the verifier shares",
        "mamarr.reporting imports yaml: only parsing may",
    ):
        assert expected in found
    assert "imports numpy" not in found
    assert "imports apsw" not in found
