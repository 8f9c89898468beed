"""The head of a person's page: what search engines and previews of links read there."""
