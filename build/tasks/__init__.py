"""The work behind `python build/make.py`. Standard library only: it runs before anything is installed."""
