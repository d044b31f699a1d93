"""What the words mean: values, and rules about them."""
