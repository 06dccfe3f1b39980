"""The plain-language linter: what a patient reads is short, plain and respectful. No Django here.

Source: design of the cohort, plain-language rules (requirements R63, R64, R65); see docs/plain-language.md.
"""
