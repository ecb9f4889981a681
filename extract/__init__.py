"""From digest rows to what each paper says. The only package that imports spaCy."""
