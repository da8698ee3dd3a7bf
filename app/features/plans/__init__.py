"""Weekly plans: five parts, tasks with a responsible person and a deadline, reviewed on Friday."""
