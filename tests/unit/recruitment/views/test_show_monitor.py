"""The monitor's page: flow, spread and flags, from numbers that may be shown."""
