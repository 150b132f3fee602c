"""Predictions to `Score`: the only part that knows hidden labels."""
