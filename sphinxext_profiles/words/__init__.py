"""Words, names, letters and languages: data and plain functions that know no notes."""
