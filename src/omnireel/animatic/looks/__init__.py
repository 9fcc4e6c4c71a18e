"""How styles draw: hooks for painted layers, for figures and for finished frames."""
