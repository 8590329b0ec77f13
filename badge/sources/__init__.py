"""Where evidence comes from. Sources read foreign data within limits and hand out core types; they judge nothing."""
