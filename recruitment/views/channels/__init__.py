"""The ways in: the pages they lead to, and the pages where they are looked after."""
