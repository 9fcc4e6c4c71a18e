"""omnireel: a self-hosted video generation platform that serves the Kling O3 (V3 Omni) API."""
