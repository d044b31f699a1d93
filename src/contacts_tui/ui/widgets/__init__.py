"""One widget a file: values in by attributes, messages out."""
