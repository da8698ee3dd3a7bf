"""The exchange between the desks of an office, as people see and steer it."""
