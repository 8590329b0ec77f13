"""What probes and facts say of themselves: the first lines of their docstrings, which people read in lists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from badge.services.translating.texts import Form, Gathered, Text


def gather(root: Path) -> Gathered:
    """Take the texts out of the probes, and of the modules of the facts that probes read."""
    folder = root / "badge" / "probes"
    texts = [text for path in sorted(folder.glob("*.py")) for text in _purposes(path)]
    index = folder / "facts" / "__init__.py"
    texts += _facts(index) if index.is_file() else []
    return Gathered(tuple(texts))


def _purposes(path: Path) -> Iterator[Text]:
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and any(map(_makes_a_probe, node.decorator_list)):
            notes = (f"What a probe looks for, as an instruction to it (badge/probes/{path.name})",)
            if text := _first_line(node):
                yield Text(text, f"probe.{path.stem}.{node.name}", notes=notes, form=Form.PLAIN)


def _makes_a_probe(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Name) and decorator.func.id == "probe"


def _facts(index: Path) -> Iterator[Text]:
    """Find the list of facts, and open the module of each."""
    for node in ast.walk(ast.parse(index.read_text("utf-8"))):
        if not isinstance(node, ast.Dict):
            continue
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else None
            if not isinstance(name, str) or not isinstance(value, ast.Attribute):
                continue
            module = index.with_name(f"{ast.unparse(value.value)}.py")
            package = index.with_name(ast.unparse(value.value)) / "__init__.py"
            path = module if module.is_file() else package
            if path.is_file() and (text := _first_line(ast.parse(path.read_text("utf-8")))):
                notes = (f"What probes read, said of the thing itself (badge/probes/facts/{path.name})",)
                yield Text(text, f"fact.{name}", notes=notes, form=Form.PLAIN)


def _first_line(node: ast.FunctionDef | ast.Module) -> str:
    return (ast.get_docstring(node) or "").partition("\n")[0]
