"""Servers and processes for one checkout: what `make demo` and `make test` start.

Nothing here is imported by the program itself; production uses packaged servers (docker-compose.yml).
"""
