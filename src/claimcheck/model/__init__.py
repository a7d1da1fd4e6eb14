"""The NLI model: bundle on disk, backends, scorer."""
