"""How a note's parser asks its rules, and how it reads addresses: both quickly."""
