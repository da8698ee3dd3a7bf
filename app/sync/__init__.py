"""The shared folder: identity, segments, merging, snapshots and repair between the desks of one office.

Every desk writes its own append-only stream of immutable, encrypted and signed files; nothing on the share is ever
overwritten and nothing is locked. Causality comes from version vectors; clocks only choose which of several surviving
values is shown.
"""
