"""The timeline: what happened to a back, when, as plain values, as a drawing and as a table. Knows no Django."""
