"""All people together: which files are notes, the library, queries. `note` reads each note."""
