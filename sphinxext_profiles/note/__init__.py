"""From the text of one note to a profile; files, other notes and pages are for higher rooms."""
