"""The portal with actions that lock nothing: what they check may be otherwise when they write."""
