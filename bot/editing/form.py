"""The JSON Schema of a knowledge file for the form in the browser: Chinese titles, and hints where a word is not enough."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from bot.catalog.model import CASE_VERDICTS, QUESTION_HEADINGS, json_schema

_TITLES = {
    "DatedValue": "数", "Computation": "计算", "BenefitModel": "待遇", "Application": "申请", "Authority": "文件",
    "Validity": "有效期", "Verification": "核验", "RegionalOverride": "地区", "Case": "用例",
}  # fmt: skip
_HINTS = {
    ("DatedValue", "值"): "一个数；没有来源就写 待核",
    ("DatedValue", "生效"): "从哪天起，例如 2027-01-01。新标准加一条，旧的不删",
    ("DatedValue", "失效"): "到哪天为止（那天不算），一直有效就空着",
    ("DatedValue", "依据"): "文件的文号",
    ("BenefitModel", "标准"): "会变的数写成 {参数名}，例如 每人每月{生活补贴标准}",
    ("BenefitModel", "资格"): "谁能享受",
    ("Computation", "若"): "条件，例如 残疾等级 = 1",
    ("Computation", "得"): "算出来的金额或期限",
    ("Authority", "链接"): "读到原文的网址",
    ("Application", "渠道"): "channels.yml 里的键",
    ("Case", "结论"): "整项写一个词，或者各种待遇分别写",
    ("Case", "还需"): "应当出现在“还要问”里的情况",
    ("Case", "日期"): "按哪一天算，不写就是今天",
}
_ROOT_HINTS = {
    "编号": "和文件名一样，不能改",
    "别名": "居民会怎么叫它",
    "方面": "居民只说一个大话题时，把这一项列出来让他选，例如 养老",
    "简介": "一两句平常话，120字以内",
    "参数": "会变的数，带生效日期和依据",
    "待遇": "一项服务可有几种待遇，各有各的条件",
    "用例": "自己出的考题，检查时每次都会做一遍",
    "问法": "居民会怎么问，用来训练",
    "地区": "只写和全省不同的",
}
RULE, FACTS, VERDICT, FIGURE = "rule", "facts", "verdict", "figure"


def form_schema() -> dict[str, Any]:
    """The schema. ``x-field`` marks what has a field of its own: RULE, FACTS, VERDICT, FIGURE."""
    schema = deepcopy(json_schema())
    schema.pop("description", None)
    schema.pop("$schema", None)
    for name, definition in schema["definitions"].items():
        definition["title"] = _TITLES.get(name, name)
        definition.pop("description", None)
        for key, field in definition["properties"].items():
            field.pop("description", None)
            if (name, key) in _HINTS:
                field["description"] = _HINTS[name, key]
    for key, hint in _ROOT_HINTS.items():
        schema["properties"][key]["description"] = hint
    _name_references(schema)
    schema = _for_widgets(schema)
    _own_fields(schema["definitions"])
    texts = {"type": "array", "items": {"type": "string"}, "default": []}
    schema["properties"]["问法"] |= {
        "properties": {heading: {"title": heading, **texts} for heading in QUESTION_HEADINGS},
        "additionalProperties": False,
    }
    return schema


def _for_widgets(schema: Any) -> Any:
    """A calendar for days, a line of text for what may be written as a number too."""
    if isinstance(schema, list):
        return [_for_widgets(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == ["string", "number"]:
        schema = {**schema, "type": "string"}
    if isinstance(schema.get("pattern"), str) and schema["pattern"].startswith(r"^\d{4}-"):
        schema = {key: value for key, value in schema.items() if key != "pattern"} | {"format": "date"}
    return {key: _for_widgets(value) for key, value in schema.items()}


def _name_references(schema: dict[str, Any]) -> None:
    """pydantic gives a field that refers to another model no title of its own."""
    for owner in (schema, *schema["definitions"].values()):
        for key, field in owner["properties"].items():
            if "$ref" in field:
                owner["properties"][key] = {"allOf": [{"$ref": field["$ref"]}], "title": key}
                if "description" in field:
                    owner["properties"][key]["description"] = field["description"]


def _own_fields(definitions: dict[str, Any]) -> None:
    for name, key, kind in (
        ("DatedValue", "值", FIGURE),
        ("BenefitModel", "资格", RULE),
        ("Computation", "若", RULE),
        ("Case", "情况", FACTS),
        ("Case", "结论", VERDICT),
    ):
        field = definitions[name]["properties"][key]
        kept = {part: field[part] for part in ("title", "description") if part in field}
        definitions[name]["properties"][key] = {**kept, "x-field": kind}
    definitions["Case"]["properties"]["结论"]["x-words"] = list(CASE_VERDICTS)
