"""The model of a knowledge file. Its aliases are the Chinese keys an editor writes.

The JSON Schema of knowledge/service.schema.json is generated from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Literal, Union

from pydantic import BaseModel, Extra, Field, StrictFloat, StrictInt, root_validator, validator
from pydantic.errors import StrError
from pydantic.fields import ModelField

DOMAINS = (
    "幼有所育",
    "学有所教",
    "劳有所得",
    "病有所医",
    "老有所养",
    "住有所居",
    "弱有所扶",
    "优军服务保障",
    "文体服务保障",
)
QUESTION_HEADINGS = ("资格", "待遇", "在哪办", "材料", "流程", "情况")
UNVERIFIED = "待核"
_DATE = r"^\d{4}-\d{1,2}-\d{1,2}$"
CASE_VERDICTS = {"符合": "eligible", "初步符合": "likely", "待补充": "unknown", "不符合": "ineligible"}

Text = str
Number = Union[int, float]


class LooseText(str):
    """A text that an editor may also write as a number (电话: 12345)."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], str]]:
        yield cls._as_text

    @classmethod
    def _as_text(cls, value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, (str, int, float)):
            raise StrError()
        return str(value).strip()

    @classmethod
    def __modify_schema__(cls, schema: dict[str, Any]) -> None:
        schema["type"] = ["string", "number"]


def _listed(value: Any) -> tuple[Any, ...]:
    """What is written as a list; a single value counts as one, an empty place as nothing."""
    items = value if isinstance(value, (list, tuple)) else [value]
    return tuple(item for item in items if item is not None)


class Strict(BaseModel):
    """Unknown keys fail: a misspelt key must not be silently ignored."""

    class Config:
        extra = Extra.forbid
        allow_population_by_field_name = True
        anystr_strip_whitespace = True
        frozen = True

    @validator("*", pre=True)
    def _dates_are_written_out(cls, value: Any, field: ModelField) -> Any:
        """A bare number would be taken for seconds since 1970."""
        if field.type_ is date and isinstance(value, (int, float)):
            raise ValueError("这里要写成 2024-07-01 这样的日期")
        return value


class DatedValue(Strict):
    """One value of a parameter from a date on. 值 is a number, a text, or 待核."""

    start: date = Field(alias="生效")
    end: date | None = Field(None, alias="失效")
    value: Union[StrictInt, StrictFloat, str] = Field(alias="值")
    unit: Text = Field("", alias="单位")
    basis: Text = Field("", alias="依据")
    note: Text = Field("", alias="说明")
    verified: Text = Field("", alias="核验")

    @property
    def published(self) -> bool:
        return self.value != UNVERIFIED

    @root_validator(skip_on_failure=True)
    def _figure_needs_a_source(cls, values: dict[str, Any]) -> dict[str, Any]:
        if values["value"] != UNVERIFIED and not values["basis"]:
            raise ValueError("写了值就要写 依据；没有来源请把 值 写成 待核")
        if values["end"] and values["end"] <= values["start"]:
            raise ValueError("失效 要晚于 生效")
        return values


class Computation(Strict):
    """An amount or a period that follows from facts: the first row whose 若 holds."""

    when: Any = Field(None, alias="若")
    text: Text = Field(alias="得")
    basis: Text = Field("", alias="依据")


class BenefitModel(Strict):
    name: Text = Field(alias="名称")
    conditions: Any = Field(alias="资格", description="全部满足 | 任一满足 | 都不满足 | 条件 | 人人可享")
    amount: Text = Field("", alias="标准")
    computed: tuple[Computation, ...] = Field((), alias="计算")
    exclusive: tuple[LooseText, ...] = Field((), alias="不兼得")
    note: Text = Field("", alias="说明")
    basis: Text = Field("", alias="依据")

    _one_or_many = validator("exclusive", pre=True, allow_reuse=True)(_listed)


class Application(Strict):
    place: Text = Field("", alias="申请地")
    office: Text = Field("", alias="受理")
    channels: tuple[LooseText, ...] = Field((), alias="渠道")
    phones: tuple[LooseText, ...] = Field((), alias="电话")
    materials: tuple[LooseText, ...] = Field((), alias="材料")
    steps: tuple[LooseText, ...] = Field((), alias="流程")
    time_limit: Text = Field("", alias="时限")
    cost: Text = Field("", alias="费用")
    note: Text = Field("", alias="说明")

    _one_or_many = validator("channels", "phones", "materials", "steps", pre=True, allow_reuse=True)(_listed)


class Authority(Strict):
    """A paper that the item rests on."""

    document: Text = Field(alias="文件")
    title: Text = Field("", alias="名称")
    article: LooseText = Field(LooseText(), alias="条款")
    url: Text = Field("", alias="链接")
    note: Text = Field("", alias="说明")

    @validator("article", pre=True)
    def _perhaps_empty(cls, value: Any) -> Any:
        return "" if value is None else value


class Validity(Strict):
    start: date | None = Field(None, alias="自")
    end: date | None = Field(None, alias="至")


class Verification(Strict):
    status: Literal["已核", "待核"] = Field(alias="状态")
    date: date = Field(alias="日期")
    note: Text = Field("", alias="说明")


class RegionalOverride(Strict):
    """What differs in a prefecture or county; anything not named stays as it is."""

    parameters: dict[str, tuple[DatedValue, ...]] = Field({}, alias="参数")
    application: Application | None = Field(None, alias="申请")
    note: Text = Field("", alias="说明")


class Case(Strict):
    """The editor's own test."""

    facts: dict[str, Any] = Field(alias="情况")
    expected: Union[str, dict[str, str]] = Field(alias="结论")
    missing: tuple[Text, ...] = Field((), alias="还需")
    on: date | None = Field(None, alias="日期")
    region: Text = Field("", alias="地区")
    note: Text = Field("", alias="说明")

    @validator("expected")
    def _known_words(cls, value: Any) -> Any:
        words = [value] if isinstance(value, str) else value.values()
        wrong = [word for word in words if word not in CASE_VERDICTS]
        if wrong:
            raise ValueError(f"结论只能写 {'、'.join(CASE_VERDICTS)}，不能写“{wrong[0]}”")
        return value


MOST_OF_A_TOPIC = 4  # items listed to choose from when somebody names a whole topic


class ServiceFile(Strict):
    """One file in knowledge/services."""

    id: Text = Field(alias="编号", regex=r"^[a-z0-9-]+$")
    name: Text = Field(alias="名称")
    domain: Literal[DOMAINS] = Field(alias="领域")  # type: ignore[valid-type]
    aliases: tuple[LooseText, ...] = Field((), alias="别名")
    topics: tuple[LooseText, ...] = Field((), alias="方面", description="养老、看病这样的大话题，这一项是其中一件")
    summary: Text = Field("", alias="简介")
    recipients: Text = Field("", alias="服务对象")
    content: Text = Field("", alias="服务内容")
    standard: Text = Field("", alias="服务标准")
    funding: Text = Field("", alias="支出责任")
    lead: Text = Field("", alias="牵头负责单位")
    parameters: dict[str, tuple[DatedValue, ...]] = Field({}, alias="参数")
    benefits: tuple[BenefitModel, ...] = Field((), alias="待遇")
    application: Application = Field(default_factory=lambda: Application.parse_obj({}), alias="申请")
    authorities: tuple[Authority, ...] = Field((), alias="依据")
    validity: Validity = Field(default_factory=lambda: Validity.parse_obj({}), alias="有效期")
    verification: Verification | None = Field(None, alias="核验")
    regions: dict[str, RegionalOverride] = Field({}, alias="地区")
    cases: tuple[Case, ...] = Field((), alias="用例")
    questions: dict[Literal[QUESTION_HEADINGS], tuple[Text, ...]] = Field({}, alias="问法")  # type: ignore[valid-type]

    _one_or_many = validator("aliases", "topics", pre=True, allow_reuse=True)(_listed)

    @validator("questions", pre=True)
    def _no_empty_headings(cls, value: Any) -> Any:
        return {key: texts or () for key, texts in (value or {}).items()}

    @validator("benefits")
    def _distinct_names(cls, value: tuple[BenefitModel, ...]) -> tuple[BenefitModel, ...]:
        names = [benefit.name for benefit in value]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise ValueError(f"待遇名称重复：{'、'.join(twice)}")
        return value


def _dates_as_written(schema: Any) -> Any:
    """Dates as a pattern: to an editor they are texts, and 2024-7-1 is one too."""
    if isinstance(schema, list):
        return [_dates_as_written(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "date":
        schema = {key: value for key, value in schema.items() if key != "format"} | {"pattern": _DATE}
    return {key: _dates_as_written(value) for key, value in schema.items()}


def json_schema() -> dict[str, Any]:
    """JSON Schema of a knowledge file, for editors' completion and for the editing form."""
    schema = _dates_as_written(ServiceFile.schema(by_alias=True))
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    schema["title"] = "蜀惠知识文件"
    return schema
