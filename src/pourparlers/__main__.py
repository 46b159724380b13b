"""`python -m pourparlers`."""

from pourparlers.cli.main import run

if __name__ == "__main__":
    run()
