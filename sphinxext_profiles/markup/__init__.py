"""A note's Markdown to nodes through MyST, with the references of each note kept apart."""
