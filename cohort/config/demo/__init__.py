"""The demonstration: synthetic people, mail that can be read, and a clock that can be moved. Only with DEMO=true."""
