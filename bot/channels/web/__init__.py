"""What is the web chat made of? One room a question; bot.channels.webchat ties them together."""
