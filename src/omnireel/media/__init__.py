"""The bytes: finished clips on disk, and every call to an address that a customer chose."""
