"""One module a format; each has `reads(text)` and `read(text, file)`. Adding a reader touches no other module."""
