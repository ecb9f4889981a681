"""The types of Litweave's graph, linking, assembling and the analyses. Import from its modules."""
