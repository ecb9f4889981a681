"""The commands of the command line; `litweave.cli` puts them together."""
