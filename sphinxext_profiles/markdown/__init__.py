"""The grammar of a note and what is found in its tokens; what it says of a person is `note`'s."""
