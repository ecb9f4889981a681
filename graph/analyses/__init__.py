"""The questions people build the graph for: co-authors, lineage, leaderboards, trends, comparisons.

Each is a function of a `KnowledgeGraph`, whose facts may lack their evidence.
"""
