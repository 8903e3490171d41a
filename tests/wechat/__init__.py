"""The WeChat channel, as WeChat and its residents meet it."""
