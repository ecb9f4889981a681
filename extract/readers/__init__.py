"""One module a format, with `reads(text, file)` and `read(text, file)`; `extract.inputs` finds them all."""
