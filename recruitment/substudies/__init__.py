"""Who fits a sub-study: rules as data, and their judging. Plain values in, plain values out."""
