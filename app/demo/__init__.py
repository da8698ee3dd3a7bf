"""An invented office with a year of work in it: for trials, training, the tour and the benchmarks.

Everybody and everything in it is made up and says so; its words lie in ``resources/demo``.
"""
