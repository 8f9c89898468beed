"""The only room that uses the network: remote images into a folder with a lock file."""
