"""WeChat official account: Rasa input channel ``wechat`` over wechatpy.

Settings come from SHUHUI_WECHAT_* (settings.py). ``send`` delivers a text outside of a
conversation turn, for instance what a member of staff writes.
"""

from bot.channels.wechat.channel import WeChatInput, configured_channels
from bot.channels.wechat.delivery import NotDelivered, send

__all__ = ["NotDelivered", "WeChatInput", "configured_channels", "send"]
