"""Exports that are downloaded: written by a process of their own, and sent while they are written."""
