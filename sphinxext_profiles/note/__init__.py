"""From the text of one note to a profile; other notes and pages belong further up."""
