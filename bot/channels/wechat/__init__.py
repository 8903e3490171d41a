"""WeChat official account: Rasa input channel ``wechat`` over wechatpy.

``channel.WeChatInput`` is the channel, ``channel.configured_channels()`` gives it when the
environment configures it (WECHAT_*, see settings.py), ``delivery.send`` writes to a
resident outside of a turn, for instance what a member of staff says. Nothing is imported
here, so that the commands that need the settings only need not load Rasa.
"""
