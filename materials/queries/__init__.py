"""What the pages of this room show. Nothing here changes anything."""
