"""`forgeweld mcp`: our runs as tools inside somebody else's agent.

Loads neither torch nor langchain, and pandas only once a tool needs it.
"""
