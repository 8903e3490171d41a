"""Text of a condition -> node, by a lark grammar.

Errors (RuleError) say what is wrong, at which column, and the likely correction; the
caller adds file and line.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, VisitError

from bot.rules.facts import Fact, FactError, FactVocabulary
from bot.rules.nodes import AllOf, AnyOf, Condition, Everyone, Node, NoneOf, Office
from bot.rules.operators import COMPARISONS, Between, Holds, Member, NotMember, Operator, RegionSet
from bot.rules.values import NOT_APPLICABLE, Range

_GRAMMAR = r"""
?start: condition
condition: NAME                 -> bare
         | NAME OP value        -> comparison
         | NAME IN values       -> member
         | NAME NOTIN values    -> not_member
         | NAME WITHIN value (TO | SEP) value -> between
         | NAME WITHIN "[" value SEP value "]" -> between
         | NAME NA              -> not_applicable
values: "[" value (SEP value)* "]" | value (SEP value)*
value: PARAMETER | DATE | NUMBER | NAME

OP: "<=" | ">=" | "!=" | "<" | ">" | "="
IN.3: "属于"
NOTIN.4: "不属于"
NA.4: "不适用"
WITHIN.3: "介于"
TO: "到" | "至" | "~" | "-"
SEP: "、" | "," | "，"
PARAMETER: "{" /[^{}]+/ "}"
DATE.2: /\d{4}-\d{1,2}-\d{1,2}/
NUMBER.1: /-?\d+(\.\d+)?/
NAME: /[^\s<>=!,，、\[\]{}≥≤≠＞＜＝\-~][^\s<>=!,，、\[\]{}≥≤≠＞＜＝]*/
%ignore /\s+/
"""

_HINTS = {
    "≥": ">=", "≤": "<=", "≠": "!=", "==": "=", "＞": ">", "＜": "<", "＝": "=", "=>": ">=", "=<": "<=",
    "大于等于": ">=", "小于等于": "<=", "不少于": ">=", "不超过": "<=", "大于": ">", "小于": "<",
    "等于": "=", "不是": "!=", "包含": "属于", "在": "属于", "不在": "不属于",
}  # fmt: skip

_GROUP_OF = {
    **dict.fromkeys(("且", "并且", "而且", "和", "以及"), "全部满足"),
    **dict.fromkeys(("或", "或者"), "任一满足"),
}
_JOINED = re.compile(rf"\s({'|'.join(sorted(_GROUP_OF, key=len, reverse=True))})\s")
_UNIT = re.compile(r"\d\s*(周岁|岁|元|块|个月|月|年|级|天|日|人|平方米)$")

_PARSER = Lark(_GRAMMAR, parser="lalr", maybe_placeholders=False)


class RuleError(ValueError):
    """A condition that cannot be understood.

    ``column`` counts from 1 within its text; ``path`` leads from the rule to the condition.
    """

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.column = column
        self.path: tuple[str | int, ...] = ()


# A parameter that has no published value makes its condition one that an office decides.
UNPUBLISHED = object()
Parameters = Mapping[str, Any]


class _Builder(Transformer[Token, Node]):
    def __init__(self, vocabulary: FactVocabulary, parameters: Parameters) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._parameters = parameters

    def value(self, children: list[Token]) -> Token:
        return children[0]

    def values(self, children: list[Token]) -> list[Token]:
        return [child for child in children if child.type != "SEP"]

    def bare(self, children: list[Token]) -> Node:
        return self._holds(children[0], True)

    def negated(self, name: str, column: int) -> Node:
        """``非 事实``; split off before parsing because 非 also begins ordinary words (非农业)."""
        return self._holds(Token("NAME", name, column=column), False)

    def _holds(self, name: Token, target: bool) -> Node:
        fact = self._fact(name)
        if fact.kind != "是否":
            raise RuleError(f"“{fact.name}”是{fact.kind}，不能单独作条件，要写成“{_example(fact)}”", _column(name))
        return self._condition(fact, Holds(target))

    def comparison(self, children: list[Token]) -> Node:
        name, symbol, raw = children
        fact = self._fact(name)
        operator = COMPARISONS[str(symbol)]
        if fact.kind == "是否":
            if raw.type == "PARAMETER" and self._coerce(fact, raw) is UNPUBLISHED:
                return self._left_to_office(fact.label)
            if symbol not in ("=", "!="):
                raise RuleError(
                    f"“{fact.name}”只有是和否，不能比大小，直接写“{fact.name}”或“非 {fact.name}”", _column(symbol)
                )
            return self._holds(name, self._coerce(fact, raw) is (str(symbol) == "="))
        if symbol not in ("=", "!=") and fact.kind in ("选项", "地区"):
            raise RuleError(f"“{fact.name}”是{fact.kind}，不能比大小，要写成“{_example(fact)}”", _column(symbol))
        return self._with_value(fact, raw, operator)

    def _with_value(self, fact: Fact, raw: Token, operator: type[Operator]) -> Node:
        target = self._coerce(fact, raw)
        if target is UNPUBLISHED:
            name = str(raw)[1:-1]
            return self._left_to_office(operator(name).words(fact, lambda value: f"“{value}”"))
        return self._condition(fact, operator(target))

    @staticmethod
    def _left_to_office(condition: str) -> Node:
        """A condition on a figure that no source gives."""
        return Office(f"{condition}（标准以当地公布为准，由受理单位核实）")

    def member(self, children: list[Any]) -> Node:
        return self._membership(children[0], children[2], Member)

    def not_member(self, children: list[Any]) -> Node:
        return self._membership(children[0], children[2], NotMember)

    def _membership(self, name: Token, raws: list[Token], operator: type[Member]) -> Node:
        fact = self._fact(name)
        if fact.kind == "地区" and len(raws) == 1 and str(raws[0]) in self._vocabulary.region_sets:
            members = self._vocabulary.region_sets[str(raws[0])]
            inside = self._condition(fact, RegionSet(str(raws[0]), members))
            return inside if operator is Member else NoneOf((inside,))
        targets = tuple(self._coerce(fact, raw) for raw in raws)
        if UNPUBLISHED in targets:
            return self._left_to_office(f"{fact.label}{'、'.join(map(str, raws))}")
        return self._condition(fact, operator(targets))

    def between(self, children: list[Token]) -> Node:
        name, low, high = (child for child in children if child.type not in ("SEP", "TO", "WITHIN"))
        fact = self._fact(name)
        ends = (self._coerce(fact, low), self._coerce(fact, high))
        if UNPUBLISHED in ends:
            return self._left_to_office(f"{fact.label}在{low}到{high}之间")
        if ends[0] > ends[1]:
            raise RuleError(f"“介于”的两头写反了：{ends[0]} 比 {ends[1]} 大", _column(low))
        return self._condition(fact, Between(ends))

    def not_applicable(self, children: list[Token]) -> Node:
        raise RuleError("“不适用”只能写在 facts.yml 的 推断 里", _column(children[1]))

    def _condition(self, fact: Fact, operator: Operator) -> Node:
        return Condition(fact=fact, operator=operator, title=lambda value: self._vocabulary.title(fact.name, value))

    def _fact(self, name: Token) -> Fact:
        try:
            return self._vocabulary[str(name)]
        except FactError as error:
            raise RuleError(str(error), _column(name)) from None

    def _coerce(self, fact: Fact, raw: Token) -> Any:
        if raw.type == "PARAMETER":
            name = str(raw)[1:-1]
            if name not in self._parameters:
                near = difflib.get_close_matches(name, self._parameters, n=1, cutoff=0.3)
                hint = f"，是不是“{near[0]}”？" if near else "，请先在 参数 里写它"
                raise RuleError(f"没有“{name}”这个参数{hint}", _column(raw))
            value = self._parameters[name]
            return value if value is UNPUBLISHED else self._vocabulary.coerce(fact.name, value)
        try:
            value = self._vocabulary.coerce(fact.name, str(raw))
        except FactError as error:
            raise RuleError(str(error), _column(raw)) from None
        if isinstance(value, Range):
            raise RuleError(f"“{fact.name}”要写成 1960-05-01 这样的日期，“{raw}”没有写到哪一天", _column(raw))
        return value


def _column(token: Token) -> int:
    return token.column or 1


def _example(fact: Fact) -> str:
    examples = {
        "整数": f"{fact.name} >= 1", "金额": f"{fact.name} < 1000",
        "日期": f"{fact.name} >= 1960-01-01", "地区": f"{fact.name} 属于 四川省",
        "选项": f"{fact.name} = {fact.options[0] if fact.options else '…'}",
    }  # fmt: skip
    return examples[fact.kind]


def parse_condition(text: str, vocabulary: FactVocabulary, parameters: Parameters) -> Node:
    """One condition such as ``年龄 >= 65``; RuleError if it cannot be understood."""
    text = text.strip()
    if not text:
        raise RuleError("条件是空的，要写“事实 运算符 值”")
    if "：" in text:
        raise RuleError(f"看不懂“{text}”：全角冒号“：”请写成“: ”（半角冒号加一个空格）", text.index("：") + 1)
    name = text[1:].strip()
    if text.startswith("非") and (name in vocabulary or text[1:2].isspace()):
        return _Builder(vocabulary, parameters).negated(name, len(text) - len(name) + 1)
    try:
        tree = _PARSER.parse(text)
    except UnexpectedInput as error:
        raise RuleError(_syntax_message(text, error), max(getattr(error, "column", 1), 1)) from None
    try:
        return _Builder(vocabulary, parameters).transform(tree)
    except VisitError as error:
        if isinstance(error.orig_exc, (RuleError, FactError)):
            raise _as_rule_error(error.orig_exc) from None
        raise


def _as_rule_error(error: Exception) -> RuleError:
    return error if isinstance(error, RuleError) else RuleError(str(error))


def _syntax_message(text: str, error: UnexpectedInput) -> str:
    for wrong in sorted(_HINTS, key=len, reverse=True):
        if wrong in text and (wrong == "==" or _HINTS[wrong] not in text):
            return f"看不懂“{text}”：“{wrong}”请写成“{_HINTS[wrong]}”，前后空一格"
    if joined := _JOINED.search(text):
        return f"看不懂“{text}”：一条只写一件事，“{joined[1]}”两边分开写，放在“{_GROUP_OF[joined[1]]}”下面"
    if unit := _UNIT.search(text):
        return f"看不懂“{text}”：数后面的“{unit[1]}”不用写"
    return f"看不懂“{text}”，应当是“事实 运算符 值”，例如“年龄 >= 65”、“残疾证”、“非 低保”"


_GROUPS: dict[str, Callable[[tuple[Node, ...]], Node]] = {
    "全部满足": lambda members: AllOf(members),
    "任一满足": lambda members: AnyOf(members),
    "都不满足": lambda members: NoneOf(members),
}
_NOTES = {"说明", "依据", "改变"}
_UNASKED = "不问"


def parse_rule(raw: Any, vocabulary: FactVocabulary, parameters: Parameters | None = None) -> Node:
    """The value of a 资格 key (text, list-bearing group, or annotated condition) as a node.

    Raises RuleError. ``parameters`` maps the names of 参数 to their values on the date and
    in the region asked about; UNPUBLISHED stands for a figure no source gives.
    """
    parameters = parameters or {}
    if isinstance(raw, bool) or raw is None:
        raise RuleError("条件是空的，要写“事实 运算符 值”")
    if isinstance(raw, str):
        return Everyone() if raw.strip() == "人人可享" else parse_condition(raw, vocabulary, parameters)
    if isinstance(raw, Mapping):
        return _parse_mapping(raw, vocabulary, parameters)
    if isinstance(raw, list):
        raise RuleError("几条条件要放在“全部满足”、“任一满足”或“都不满足”下面")
    raise RuleError(f"看不懂这样的条件：{raw}")


def _parse_mapping(raw: Mapping[str, Any], vocabulary: FactVocabulary, parameters: Parameters) -> Node:
    keys = [key for key in raw if key not in _NOTES and key != _UNASKED]
    notes = tuple(str(raw.get(key) or "") for key in ("说明", "依据", "改变"))
    if len(keys) != 1:
        known = "、".join(["条件", *_GROUPS, "人工核实", "人人可享"])
        raise RuleError(f"一条条件里要恰好有一个：{known}；这里写了：{'、'.join(map(str, keys)) or '（空）'}")
    key, value = keys[0], raw[keys[0]]
    if _UNASKED in raw:
        return _unasked(raw, vocabulary, parameters).annotated(*notes)
    if key == "条件":
        return parse_at(("条件",), value, vocabulary, parameters).annotated(*notes)
    if key == "人工核实":
        if not isinstance(value, str) or not value.strip():
            raise RuleError("“人工核实”后面要写明由谁核实什么，例如“人工核实: 需要长期照护的情形由县级残联确认”")
        return Office(value, basis=notes[1], change=notes[2])
    if key == "人人可享":
        return Everyone(str(value or "人人可享"), basis=notes[1])
    if key not in _GROUPS:
        raise RuleError(f"没有“{key}”这种写法{_nearest_key(str(key))}（条件里有冒号时请加引号）")
    if not isinstance(value, list) or not value:
        raise RuleError(f"“{key}”下面要列出至少一条条件，每条前面加“- ”")
    members = tuple(parse_at((key, i), item, vocabulary, parameters) for i, item in enumerate(value))
    return _GROUPS[key](members).annotated(*notes)


def _unasked(raw: Mapping[str, Any], vocabulary: FactVocabulary, parameters: Parameters) -> Condition:
    """``{条件: 非 领取工伤护理费, 不问: 是}``."""
    node = parse_at(("条件",), raw["条件"], vocabulary, parameters) if isinstance(raw.get("条件"), str) else None
    if raw[_UNASKED] not in ("是", True) or not isinstance(node, Condition):
        raise RuleError("“不问: 是”只能写在单独一条“条件”旁边：居民没有说的，不去问，由窗口核实")
    return replace(node, unasked=True)


def _nearest_key(wrong: str) -> str:
    """The key that is likely meant: most letters in common, and those in the same place."""

    def likeness(key: str) -> tuple[float, int]:
        ratio = difflib.SequenceMatcher(None, wrong, key).ratio()
        return ratio, sum(one == other for one, other in zip(wrong, key))

    best = max([*_GROUPS, "条件", "人工核实", "人人可享"], key=likeness)
    return f"，是不是“{best}”？" if likeness(best)[0] >= 0.3 else ""


def parse_at(
    path: tuple[str | int, ...], raw: Any, vocabulary: FactVocabulary, parameters: Parameters | None = None
) -> Node:
    """``parse_rule``, with the way to ``raw`` added to the error that it raises."""
    try:
        return parse_rule(raw, vocabulary, parameters)
    except RuleError as error:
        error.path = (*path, *error.path)
        raise


def parse_assignment(text: str, vocabulary: FactVocabulary) -> tuple[str, Any]:
    """The right side of an implication: ``残疾证``, ``非 怀孕``, ``性别 = 女``, ``残疾等级 不适用``."""
    parts = text.split()
    if len(parts) == 2 and parts[1] == "不适用" and parts[0] in vocabulary:
        return parts[0], NOT_APPLICABLE
    node = parse_condition(text, vocabulary, {})
    if isinstance(node, Condition) and node.operator.symbol in ("", "="):
        return node.fact.name, node.operator.target
    raise RuleError(f"推断的右边只能是一个确定的值，例如“残疾证”、“非 怀孕”、“性别 = 女”，不能是“{text}”")
