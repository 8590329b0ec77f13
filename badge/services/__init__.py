"""What people can do, one deed per function. Website, command line and jobs call these and nothing deeper."""
