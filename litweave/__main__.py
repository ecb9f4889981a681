"""`python -m litweave` is the command `litweave`."""

from litweave.cli import main

if __name__ == "__main__":
    main()
