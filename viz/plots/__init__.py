"""Pictures of answers, drawn with matplotlib, which is an extra."""
