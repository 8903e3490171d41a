"""The conversation: from an understood message and the state to answers and a new state.

Pure: no Rasa, no I/O. actions/ calls it; `Conversation` in conversation.py is the entry.

    conversation  one method for each kind of message (the acts)
    under_way     what a message means to what is under way, before its act counts:
                  choices (buttons, offered items), answering (the open question),
                  follow_ups (a part, one of a list), by their words: follow_up_cues
    flow          the ways on: to an item, to the screening, to a choice between items
    routing       which item, which benefit        thresholds  how sure that must be
    asking        one item for one person          screening   all items
    pertinence    questions that would sound odd
    hearing       facts taken down and confirmed
    listening     whose facts, what clashes        persons     who is who
    replies       reads short answers (yes_or_no)  cues        what words tell by themselves
    clarifying    contradictions                   correcting  说错了，是63
    smalltalk     greetings, hotlines              ground      knowledge, day, assessments
    state, understood   plain data
"""
