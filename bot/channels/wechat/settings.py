"""What the environment says about the official account, and what is missing there."""

from __future__ import annotations

import base64
import binascii
import os
import re
from dataclasses import dataclass, field

PLAIN, COMPATIBLE, SAFE = "plain", "compatible", "safe"
MODES = {PLAIN: "明文模式", COMPATIBLE: "兼容模式", SAFE: "安全模式"}
API_HOST = "https://api.weixin.qq.com"
_API_PATH = "/cgi-bin"
_AES_KEY_BYTES = 32


@dataclass(frozen=True)
class WeChatSettings:
    """The entries of 设置与开发 → 基本配置. Secrets stay out of ``repr``, so out of every log.

    ``seconds`` is how long a resident's message may take before it is answered through the
    customer-service API instead (WeChat hangs up after 5 s).
    """

    app_id: str
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    secret: str = field(repr=False)
    mode: str
    api_base: str
    seconds: float

    @property
    def has_api(self) -> bool:
        """Whether calls to WeChat can be made at all; without them there are passive replies only."""
        return bool(self.secret)


def read_wechat_settings() -> WeChatSettings:
    """Settings from the environment; empty strings for what is not there."""
    aes_key = _variable("AES_KEY")
    return WeChatSettings(
        app_id=_variable("APPID"),
        token=_variable("TOKEN"),
        aes_key=aes_key,
        secret=_variable("SECRET"),
        mode=_variable("MODE").lower() or (COMPATIBLE if aes_key else PLAIN),
        api_base=_api_base(_variable("API_BASE") or API_HOST),
        seconds=_number(_variable("SECONDS"), 4.0),
    )


def _api_base(address: str) -> str:
    """The address below which the calls are; ``address`` may be the host's alone."""
    address = address.rstrip("/")
    return (address if address.endswith(_API_PATH) else address + _API_PATH) + "/"


def _number(text: str, default: float) -> float:
    """A positive number; 0 for what is none."""
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else 0.0 if text else default


def _variable(name: str) -> str:
    return os.environ.get(f"WECHAT_{name}", "").strip()


def is_wanted() -> bool:
    """Whether anybody has begun to configure the official account."""
    return any(name.startswith("WECHAT_") and value for name, value in os.environ.items())


def problems_of(settings: WeChatSettings) -> list[str]:
    """What keeps the channel from working, each with its cure; empty when it is in order."""
    found = []
    if not settings.app_id:
        found.append("WECHAT_APPID 要填开发者ID（AppID，wx 开头共18位）")
    if not re.fullmatch(r"[A-Za-z0-9]{3,32}", settings.token):
        found.append("WECHAT_TOKEN 要填令牌（Token，3到32位英文或数字）")
    if settings.mode not in MODES:
        found.append(f"WECHAT_MODE 只能是 {'、'.join(MODES)}")
    if settings.mode != PLAIN and not _is_aes_key(settings.aes_key):
        found.append("WECHAT_AES_KEY 要填消息加解密密钥（EncodingAESKey，43位英文或数字）")
    if not settings.seconds:
        found.append("WECHAT_SECONDS 要填秒数，比如 4（微信只等5秒）")
    if not settings.api_base.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        found.append("WECHAT_API_BASE 必须是 https:// 开头的地址")
    return found


def _is_aes_key(key: str) -> bool:
    try:
        return bool(re.fullmatch(r"[A-Za-z0-9]{43}", key)) and len(base64.b64decode(key + "=")) == _AES_KEY_BYTES
    except binascii.Error:
        return False
