"""The record note that the ticks become: pure, knows no Django."""
