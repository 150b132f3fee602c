"""Forgeweld as a persona in JupyterLab's chat."""
