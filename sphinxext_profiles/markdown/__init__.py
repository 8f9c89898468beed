"""The grammar of a note and what its tokens hold; `note` decides what they mean."""
