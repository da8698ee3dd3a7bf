"""Start-up, main window, navigation, login, crash dialog, tray."""
