"""The oracle: proves that nothing is lost while the house is rebuilt (see `__main__`)."""
