"""HTTP: decode, guard, call one action, encode."""
