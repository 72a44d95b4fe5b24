"""Posts and pages that are already on this machine."""
