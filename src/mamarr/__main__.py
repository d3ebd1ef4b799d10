"""`python -m mamarr` -> the command line."""

from mamarr.cli import main

if __name__ == "__main__":
    main(prog_name="mamarr")
