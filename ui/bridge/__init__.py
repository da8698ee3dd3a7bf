"""From the program to Qt: changes become signals, and one voice speaks to the user."""
