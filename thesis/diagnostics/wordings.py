"""Wordings of the source: every text that a rule or a report may say, with names for what varies.

``python -m thesis.diagnostics.wordings`` prints what the catalogue of messages lacks, and what it
has that no rule says any more.
"""

import ast
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, product
from math import prod
from pathlib import Path

import yaml

from thesis.diagnostics.files import HOUSE
from thesis.diagnostics.messages import NAME, SHARED, catalogue

FIELDS = ("found", "expected", "fix", "evidence")
SPOKEN = {
    "said": (0,),
    "refuse": (0,),
    "spoken": (0,),
    "_spoken": (0,),
    "stop": (1,),
    "held": (2,),
    "Verdict": (1, 3, 4),
}
"""What says a text, and which of its arguments are texts."""

MOST = 24  # Texts that one expression may give; of more, none is taken

ERRORS = {"PredicateError", "QueryError", "RowsError", "UnusableStyleError"}
ERRORS |= {
    "UnverifiableError", "NotYamlError", "UnreadableFileError", "UnreadableSourceError",
    "ParseError", "RefusedError", "PlanError", "NoSessionError", "SignatureError",
}  # fmt: skip
"""Those whose text a finding tells."""

PHRASE = re.compile(r"[^\s,;.|()]\S* .*[^\s,;|(]", re.DOTALL)
"""A part of a text that says something by itself; one word may be a key or a value."""

RAW = re.compile(r"\{\}|\{\{\{|\{\{\.|\w\|\w")
"""What `format` fills in or takes away: without it, no text."""

WORD = re.compile(r"[A-Za-z]{2}")
SIDE_BY_SIDE = re.compile(r"(\{\w+\})(?:\{\w+\})+")
MUTE = {
    "counted", "str", "len", "join", "sorted", "map", "list", "self", "repr", "set", "next", "iter",
    "get",
}  # fmt: skip
"""Names in the code that tell nothing of what they give."""

Known = Mapping[str, Sequence[ast.expr]]
"""What names of the code stand for, where they are followed."""


def variants(value: ast.expr, known: Known) -> list[str]:
    """The texts that an expression may give; a part that is not known has a name in braces."""
    match value:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.JoinedStr():
            return _joined([_part(part, known) for part in value.values])
        case ast.BinOp(op=ast.Add()):
            return _joined([variants(value.left, known), variants(value.right, known)])
        case ast.IfExp():
            return variants(value.body, known) + variants(value.orelse, known)
        case ast.BoolOp():
            return [text for each in value.values for text in variants(each, known)]
        case ast.Name(id=name) if name in known:
            inner = {other: texts for other, texts in known.items() if other != name}
            return [text for each in known[name] for text in variants(each, inner)]
        case ast.Call(func=ast.Attribute(value=inner_text, attr="format")):
            texts = variants(inner_text, known)
            return [
                text.replace("{}", "{it}").replace("{{", "{").replace("}}", "}") for text in texts
            ]
        case ast.Call(func=ast.Name(id="suggestion")):
            return variants(value.args[2], known)
        case ast.Call(func=ast.Name(id="counted"), args=[number, noun, *plural]):
            one, *_ = variants(noun, known)
            many = variants(plural[0], known)[0] if plural else f"{one}s"
            return [f"{{{_name(number)}}} {each}" for each in (one, many)]
    return [f"{{{_name(value)}}}"]


def _part(part: ast.expr, known: Known) -> list[str]:
    """A part of an f-string: what is chosen between texts there is written out."""
    inner = part.value if isinstance(part, ast.FormattedValue) else part
    chosen = isinstance(inner, ast.IfExp | ast.Constant)
    counted = isinstance(inner, ast.Call) and _called(inner) == "counted"
    texts = variants(inner, known) if chosen or counted else []
    if texts and not all(NAME.fullmatch(text) for text in texts):
        return texts
    return [f"{{{_name(inner)}}}"]


def _joined(parts: Iterable[list[str]]) -> list[str]:
    """Each combination, as long as they are few; names that stand side by side are one."""
    every = list(parts)
    if prod(map(len, every)) > MOST:
        return []
    return [SIDE_BY_SIDE.sub(r"\1", "".join(each)) for each in product(*every)]


def _name(value: ast.expr) -> str:
    """What a part is called: by the first name in it that tells something."""
    names = [
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(value)
        if isinstance(node, ast.Name | ast.Attribute)
    ]
    return next((name.strip("_").lower() for name in names if name not in MUTE), "it")


def each_once(text: str) -> str:
    """A text in which no two names are the same: the second one of a name has a number."""
    text = text.replace("{}", "{it}")
    seen: Counter[str] = Counter()

    def numbered(found: re.Match[str]) -> str:
        seen[found[1]] += 1
        return f"{{{found[1]}{seen[found[1]]}}}" if seen[found[1]] > 1 else found[0]

    return NAME.sub(numbered, text)


def _told(texts: Iterable[str]) -> set[str]:
    """Those with a word in them."""
    return {each_once(text) for text in texts if WORD.search(NAME.sub("", text))}


class Module:
    """A file of the code, and what its names stand for."""

    def __init__(self, path: Path) -> None:
        self.tree = ast.parse(path.read_text("utf-8"))
        self.calls = [node for node in _inside(self.tree) if isinstance(node, ast.Call)]
        self.constants = _assigned(self.tree.body)
        self.functions = {
            node.name: node for node in _inside(self.tree) if isinstance(node, ast.FunctionDef)
        }

    def scopes(self) -> Iterator[tuple[ast.AST, Known]]:
        """The module and each of its functions, with what names stand for there."""
        yield self.tree, self.constants
        for node in self.tree.body:
            if isinstance(node, ast.If):  # what a script does when it is run
                inside = [each for each in _inside(node) if isinstance(each, ast.stmt)]
                yield node, {**self.constants, **_assigned(inside)}
        for node in self.functions.values():
            yield node, self.scope(node)

    def scope(self, function: ast.FunctionDef) -> Known:
        """What names stand for in a function."""
        inside = [each for each in _inside(function) if isinstance(each, ast.stmt)]
        return {**self.constants, **self._given(function), **_assigned(inside)}

    def phrases(self, value: ast.expr, known: Known) -> set[str]:
        """The texts that an expression is put together of, as far as they say something."""
        told = _told(self.reached(value, known))
        return {text for text in told if PHRASE.fullmatch(text) and not RAW.search(text)}

    def reached(
        self, value: ast.expr, known: Known, seen: frozenset[str] = frozenset()
    ) -> Iterator[str]:
        """The texts of an expression, and of what it names, calls or chooses from."""
        yield from variants(value, known)
        for node in ast.walk(value):
            match node:
                case ast.Dict(values=items) | ast.Tuple(elts=items) | ast.List(elts=items):
                    for each in (one for one in items if isinstance(one, ast.Constant)):
                        yield from variants(each, known)
                case ast.JoinedStr() | ast.IfExp() | ast.BoolOp():
                    yield from variants(node, known)
                case ast.Call(func=ast.Attribute(attr="format")):
                    yield from variants(node, known)
                case ast.Name(id=name) if name in known and name not in seen:
                    for given in known[name]:
                        yield from self.reached(given, known, seen | {name})
                case ast.Call() if (name := _called(node)) in {*self.functions} - seen:
                    function = self.functions[name]
                    inside = self.scope(function)
                    for part in _inside(function):
                        if isinstance(part, ast.Return | ast.Yield) and part.value:
                            yield from self.reached(part.value, inside, seen | {name})

    def _given(self, function: ast.FunctionDef) -> dict[str, list[ast.expr]]:
        """What the calls in the file give the parameters of a function."""
        names = [each.arg for each in function.args.args if each.arg != "self"]
        given: dict[str, list[ast.expr]] = defaultdict(list)
        for call in self.calls:
            if _called(call) == function.name:
                for name, value in zip(names, call.args, strict=False):
                    given[name].append(value)
                for keyword in call.keywords:
                    given[str(keyword.arg)].append(keyword.value)
        return given


def _assigned(statements: Iterable[ast.stmt]) -> dict[str, list[ast.expr]]:
    """What statements assign to names, also several at once."""
    found: dict[str, list[ast.expr]] = defaultdict(list)
    for each in statements:
        if isinstance(each, ast.Assign):
            for target in each.targets:
                values = each.value.elts if isinstance(each.value, ast.Tuple) else [each.value]
                names = target.elts if isinstance(target, ast.Tuple) else [target]
                for name, value in zip(names, values, strict=False):
                    if isinstance(name, ast.Name):
                        found[name.id].append(value)
    return found


def _names(call: ast.Call, known: Known) -> Iterator[str]:
    """The names before and behind the bracket of a call, of which one may be a rule's."""
    for value in (getattr(call.func, "value", None), *call.args[:1]):
        if isinstance(value, ast.Name):
            yield value.id
            yield from (each.id for each in known.get(value.id, ()) if isinstance(each, ast.Name))


@cache
def _inside(scope: ast.AST) -> tuple[ast.AST, ...]:
    """A module or function and all that is in it; it is looked through for each of its texts."""
    return tuple(ast.walk(scope))


def _called(call: ast.Call) -> str:
    """The name of what is called, without what stands before its dot."""
    return str(getattr(call.func, "id", None) or getattr(call.func, "attr", ""))


@cache
def modules() -> Sequence[Module]:
    """The code that may say something."""
    folders = ("thesis", "scripts")
    return [Module(path) for each in folders for path in sorted(HOUSE.glob(f"{each}/**/*.py"))]


@cache
def asked() -> dict[str, set[str]]:
    """The texts that the catalogue must have, by the id of the rule: declared, found, counted."""
    texts: dict[str, set[str]] = defaultdict(set)
    texts[SHARED] |= _told(_schema_texts())
    ids = {}
    for module in modules():
        for name, (value, *_) in module.constants.items():
            if isinstance(value, ast.Call) and _called(value) == "declare":
                ids[name] = str(getattr(value.args[0], "value", ""))
                for keyword in value.keywords:
                    if keyword.arg in {"sees", "misses"}:
                        texts[ids[name]] |= _told(variants(keyword.value, module.constants))
    for module in modules():
        for scope, known in module.scopes():
            if scope is module.tree:
                continue
            for call in (node for node in _inside(scope) if isinstance(node, ast.Call)):
                if _called(call) in ERRORS:
                    for value in (*call.args, *(keyword.value for keyword in call.keywords)):
                        texts[SHARED] |= module.phrases(value, known)
                rules = {ids[name] for name in _names(call, known) if name in ids} or {SHARED}
                given = {str(keyword.arg): keyword.value for keyword in call.keywords}
                spoken = [given[field] for field in FIELDS if field in given and "fix" in given]
                places = SPOKEN.get(_called(call), ())
                spoken += [call.args[at] for at in places if at < len(call.args)]
                for value in spoken:
                    said_by = _told(variants(value, known)) | module.phrases(value, known)
                    for rule in rules:
                        texts[rule] |= said_by
    return texts


def _schema_texts() -> Iterator[str]:
    """What the schemas say is expected of a value, and what a key is that must be there."""
    for path in (*sorted(HOUSE.glob("thesis/input/schemas/*.json")), HOUSE / "config/schema.json"):
        yield from _expected(schema := json.loads(path.read_text("utf-8")))
        if path.stem == "study":  # a new one says what each field is
            fields = schema["properties"]
            texts = fields["texts"]["properties"]
            yield from (each["description"] for each in (*fields.values(), *texts.values()))


def _expected(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        keys, more = schema.get("required", []), schema.get("dependentRequired", {})
        for key in (*keys, *chain(*more.values())) if isinstance(keys, list) else ():
            yield schema.get("properties", {}).get(key, {}).get("description", "")
        yield str(schema.get("expected", ""))
    if isinstance(schema, dict | list):
        for inner in schema.values() if isinstance(schema, dict) else schema:
            yield from _expected(inner)


@cache
def said_somewhere() -> frozenset[str]:
    """Every text that the code or a schema has: the catalogue may have it."""
    texts = _told(_schema_texts())
    for module in modules():
        for scope, known in module.scopes():
            for node in _inside(scope):
                if isinstance(
                    node, ast.JoinedStr | ast.Constant | ast.BinOp | ast.IfExp | ast.Call
                ):
                    texts |= _told(variants(node, known))
    return frozenset(texts)


def shape(text: str) -> str:
    """A text with numbers for its names: one that differs in them alone says the same."""
    numbers: dict[str, int] = {}
    return NAME.sub(lambda found: f"{{{numbers.setdefault(found[1], len(numbers))}}}", text)


def lacking() -> dict[str, list[str]]:
    """What rules say and the catalogue does not have, by rule."""
    known = {rule: {*map(shape, texts)} for rule, texts in catalogue().items()}
    lacks = {
        rule: [
            text
            for text in sorted(texts)
            if shape(text) not in known.get(rule, ()) and shape(text) not in known[SHARED]
        ]
        for rule, texts in sorted(asked().items())
    }
    return {rule: texts for rule, texts in lacks.items() if texts}


def needless() -> dict[str, list[str]]:
    """What the catalogue has and nothing says any more, or fills in otherwise, by rule."""
    said = {*map(shape, said_somewhere())}
    return {
        rule: wrong
        for rule, texts in catalogue().items()
        if (
            wrong := [
                english
                for english, norwegian in texts.items()
                if shape(english) not in said
                or {*NAME.findall(english)} != {*NAME.findall(norwegian)}
            ]
        )
    }


if __name__ == "__main__":
    for title, texts in (("lacking", lacking()), ("needless", needless())):
        print(f"# {title}: {sum(map(len, texts.values()))}")
        print(yaml.safe_dump(texts, allow_unicode=True, width=1000))
