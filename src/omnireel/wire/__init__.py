"""The foreign contract: the JSON of the Kling O3 API to and from the values of `core`. Pure, no I/O.

Shared by the API server and the SDK. `creation` reads what customers ask for, `answers` writes what they are
told, `problems` does both for errors, `views` reads the answers again, `schemas` describes them.
"""
