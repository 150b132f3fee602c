"""Pretrained encoders: found on this machine or fetched with consent, before anything
runs; copied into the run, and read from there alone."""
