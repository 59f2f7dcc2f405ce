"""``python -m gaoxin`` is the command line."""

from gaoxin.cli import main

if __name__ == "__main__":
    main()
