"""What we say: the French content, its models, its checks."""
