"""WeChat official account: Rasa input channel ``wechat`` over wechatpy.

``channel.WeChatInput`` is the channel, ``channel.configured_channels()`` gives it when the
environment configures it (WECHAT_*, see settings.py). Staff write to residents through
``bot.channels.delivery``, where the channel registers its ``Delivery``. Nothing is imported
here, so that the commands that need the settings only need not load Rasa.
"""
