"""Write the table of addresses in docs/api.md from what the API declares: `python -m scripts.api_page`.

A test compares both, so a person runs this after a change of badge/api/v1.
"""

from __future__ import annotations

from pathlib import Path

from badge.api.v1.document import PREFIX, PROBLEMS
from badge.api.v1.operations import OPERATIONS, Operation, Shape
from badge.api.v1.parameters import Parameter
from badge.api.v1.schemas import ITEMS, PROBLEM, Schema

PAGE = "docs/api.md"
START = "<!-- written by scripts/api_page.py: begin -->"
END = "<!-- written by scripts/api_page.py: end -->"
_SHAPES = {
    Shape.ONE: "One object:",
    Shape.LIST: "An object with the list `items`; each item has:",
    Shape.PAGE: "A page: an object with the list `items` and `next`, the address of the page behind it or null; "
    "each item has:",
}


def written() -> str:
    """Write the part of the page that is made."""
    parts = [START, "", *(_operation(each) for each in OPERATIONS), _problems(), END]
    return "\n".join(parts)


def _operation(operation: Operation) -> str:
    lines = [f"### `GET {PREFIX}{operation.path}`", "", f"{operation.summary}. {operation.about}", ""]
    lines += ["| parameter | meaning |", "|---|---|"]
    lines += [f"| `{each.name}` | {_meaning(each)} |" for each in operation.parameters]
    lines += ["", _SHAPES[operation.shape], "", *_keys(ITEMS[operation.item])]
    for name, schema in operation.beside.items():
        about = schema.get("description", "")
        lines += ["", f"Beside them stands `{name}`. {about}", "", *_keys(ITEMS[name.title()])]
    return "\n".join([*lines, ""])


def _meaning(parameter: Parameter) -> str:
    bounds = parameter.schema
    if "maximum" in bounds:
        return f"{parameter.about} From {bounds['minimum']} to {bounds['maximum']}; {bounds['default']} otherwise."
    if "maxLength" in bounds:
        return f"{parameter.about} At most {bounds['maxLength']} characters."
    return parameter.about


def _keys(schema: Schema) -> list[str]:
    if "oneOf" in schema:
        first, *_ = schema["oneOf"]
        kinds = {each["properties"]["kind"]["const"]: each["properties"]["details"] for each in schema["oneOf"]}
        lines = _keys(
            {**first, "properties": {**first["properties"], "kind": {"description": "What happened, below."}}}
        )
        lines += ["", "| kind | details |", "|---|---|"]
        return lines + [f"| `{kind}` | {_names(each) or 'none'} |" for kind, each in kinds.items()]
    return ["| key | meaning |", "|---|---|", *(_key(name, each) for name, each in schema["properties"].items())]


def _key(name: str, schema: Schema) -> str:
    inner = schema.get("items", schema)
    below = _names(inner) if inner.get("properties") else ""
    words = ", ".join(f"`{each}`" for each in inner.get("enum", ()) if each) if "enum" in inner else ""
    more = f" ({below or words})" if below or words else ""
    return f"| `{name}` | {schema.get('description', '')}{more} |"


def _names(schema: Schema) -> str:
    return ", ".join(f"`{name}`" for name in schema.get("properties", ()))


def _problems() -> str:
    lines = ["### Errors", "", "Each is `application/problem+json` with these keys:", "", *_keys(PROBLEM)]
    lines += [
        "",
        "| status | meaning |",
        "|---|---|",
        *(f"| {status} | {why} |" for status, (_, why) in PROBLEMS.items()),
    ]
    return "\n".join([*lines, ""])


def main() -> None:
    """Put it into the page."""
    page = Path(__file__).parents[1] / PAGE
    text = page.read_text("utf-8")
    page.write_text(text[: text.index(START)] + written() + text[text.index(END) + len(END) :], "utf-8")


if __name__ == "__main__":
    main()
