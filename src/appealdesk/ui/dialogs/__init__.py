"""The dialogs, one module each. Each is made with the kit and opened with ``open`` or ``show``."""
