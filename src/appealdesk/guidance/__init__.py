"""What the rules and the catalogue say: typed loaders over ``resources/guidance/*.toml``."""
