"""What people can do, one deed per function. The website, the command line and the jobs call these and nothing deeper."""
