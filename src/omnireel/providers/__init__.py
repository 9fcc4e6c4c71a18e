"""Providers: whatever turns a request into a clip. One file each; `base` is the protocol, `registry` the list."""
