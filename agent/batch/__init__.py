"""Many runs at once, for CI: what to run, how it went, and a report that CI reads."""
