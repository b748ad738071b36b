"""How it travels: channels, store, command line."""
