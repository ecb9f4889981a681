"""The graph in other people's formats, the RDF store and its queries."""
