"""The machine: user directories, resources, the single instance, secrets, printers' names."""
