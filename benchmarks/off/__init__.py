"""An app of benchmarks.settings_off alone."""
