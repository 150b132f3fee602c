"""`forgeweld acp`: our agent inside editors, by the Agent Client Protocol.

A chat and, mostly, a run. The run is a process of its own: an editor that closes a tab,
and so kills this process, ends a conversation and nothing else.
"""
