"""Words, names, letters and languages, as data and plain functions; nothing here knows a note."""
