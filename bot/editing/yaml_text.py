"""Texts of knowledge files: changed value by value, so that comments, order and style stay.

Data is what JSON can hold (the form in the browser); dates travel as ``2026-07-01``.
"""

from __future__ import annotations

import difflib
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOOKS_LIKE_ANOTHER_TYPE = re.compile(r"[\d.,+-]+|是|否|yes|no|true|false|null|~", re.IGNORECASE)


def round_trip() -> Any:
    """The reader and writer of knowledge files in the form that all of them have."""
    yaml: Any = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 1 << 20
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def load(text: str) -> CommentedMap:
    """The document with its comments. Raises ruamel's YAMLError, ValueError on an impossible date."""
    tree = round_trip().load(text)
    return tree if isinstance(tree, CommentedMap) else CommentedMap()


def dump(tree: CommentedMap) -> str:
    """The text of a document."""
    stream = io.StringIO()
    round_trip().dump(tree, stream)
    return stream.getvalue()


def plain(node: Any) -> Any:
    """The data of a document without comments and styles."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, (list, tuple)):
        return [plain(value) for value in node]
    if isinstance(node, date):
        return node.isoformat()[:10]
    if isinstance(node, bool) or node is None:
        return node
    return str(node) if isinstance(node, str) else _number(node)


def _number(node: Any) -> int | float:
    return int(node) if isinstance(node, int) else float(node)


def with_data(text: str, data: Mapping[str, Any]) -> str:
    """``text`` changed so that it says ``data``; what is the same stays letter by letter."""
    tree = load(text)
    _into_map(tree, data)
    return dump(tree)


def with_value(text: str, path: Sequence[str | int], value: Any) -> str:
    """``text`` with one value changed. Raises KeyError or IndexError for a path that leads nowhere."""
    tree = load(text)
    parent: Any = tree
    for key in path[:-1]:
        parent = parent[key]
    old = parent[path[-1]] if not isinstance(parent, Mapping) or path[-1] in parent else None
    parent[path[-1]] = _merged(old, value, parent)
    return dump(tree)


def with_item(text: str, path: Sequence[str], value: Any) -> str:
    """``text`` with one more item at the end of the list at ``path``, which is made if it is not there."""
    tree = load(text)
    parent: Any = tree
    for key in path[:-1]:
        if parent.get(key) is None:
            parent[key] = CommentedMap()
        parent = parent[key]
    if parent.get(path[-1]) is None:
        parent[path[-1]] = CommentedSeq()
    parent[path[-1]].append(_styled(value, parent[path[-1]]))
    return dump(tree)


def _merged(old: Any, new: Any, parent: Any) -> Any:
    """``old`` itself as far as it says the same, else ``new`` in the style of its neighbours."""
    if plain(old) == new:
        return old
    if isinstance(old, CommentedMap) and isinstance(new, Mapping):
        _into_map(old, new)
        return old
    if isinstance(old, CommentedSeq) and isinstance(new, (list, tuple)):
        _into_list(old, new)
        return old
    if isinstance(old, DoubleQuotedScalarString) and isinstance(new, str):
        return DoubleQuotedScalarString(new)
    return _styled(new, parent)


def _into_map(tree: CommentedMap, data: Mapping[str, Any]) -> None:
    for key in [key for key in tree if str(key) not in data]:
        del tree[key]
    names = {str(key): key for key in tree}
    for position, (name, value) in enumerate(data.items()):
        if name in names:
            tree[names[name]] = _merged(tree[names[name]], value, tree)
        elif value not in (None, "", [], {}):
            tree.insert(min(position, len(tree)), name, _styled(value, tree))


def _into_list(tree: CommentedSeq, data: Sequence[Any]) -> None:
    """Keeps items that stay, with their comments, wherever they move to in order."""
    before, after = [_key(plain(item)) for item in tree], [_key(item) for item in data]
    kept: list[Any] = []
    for action, start, end, first, last in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action == "equal":
            kept += tree[start:end]
        else:
            for offset, item in enumerate(data[first:last]):
                old = tree[start + offset] if start + offset < end else None
                kept.append(_merged(old, item, tree))
    if before != after:
        comments = {id(item): tree.ca.items.get(index) for index, item in enumerate(tree)}
        tree.ca.items.clear()
        tree[:] = kept
        for index, item in enumerate(kept):
            if comments.get(id(item)) is not None:
                tree.ca.items[index] = comments[id(item)]


def _key(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _styled(value: Any, parent: Any) -> Any:
    """New data as ruamel writes it: like its neighbours, in one line inside of one line."""
    if isinstance(value, str):
        return _styled_text(value, parent)
    if isinstance(value, Mapping):
        made = CommentedMap()
        _set_flow(made, parent)
        for key, inner in value.items():
            made[key] = _styled(inner, made)
        return made
    if isinstance(value, (list, tuple)):
        listed = CommentedSeq()
        _set_flow(listed, parent)
        listed.extend(_styled(inner, listed) for inner in value)
        return listed
    return value


def _styled_text(value: str, parent: Any) -> Any:
    if _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value  # no such day; lint says so
    neighbours = parent if isinstance(parent, list) else ()
    quoted = any(isinstance(item, DoubleQuotedScalarString) for item in neighbours)
    if quoted or _LOOKS_LIKE_ANOTHER_TYPE.fullmatch(value):
        return DoubleQuotedScalarString(value)
    return value


def _set_flow(made: Any, parent: Any) -> None:
    """One line if the neighbours (or what it stands in) are written in one line."""
    items = parent.values() if isinstance(parent, Mapping) else parent
    alike = [item for item in items if isinstance(item, (CommentedMap, CommentedSeq))]
    inside = parent.fa.flow_style()
    if inside or (alike and alike[-1].fa.flow_style()) or (not alike and isinstance(made, CommentedSeq)):
        made.fa.set_flow_style()
