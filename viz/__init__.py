"""The interactive page. The only package that imports pyvis."""
