"""Files with many people: from their bytes to the profile of each person."""
