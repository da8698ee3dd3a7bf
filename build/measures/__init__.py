"""What ``make.py bench`` measures: one module a job; each arm is a function that runs in a process of its own."""
