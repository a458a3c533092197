"""Planning: one report from its files to everything published, and the pages above reports. Pure."""
