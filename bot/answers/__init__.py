"""From assessments to channel-neutral messages: text, buttons and a card.

All sentences that residents read are made here (content from knowledge/ aside).
"""
