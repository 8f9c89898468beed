"""The only room that asks the network: remote images into a folder, with a lock file."""
