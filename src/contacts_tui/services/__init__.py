"""What an agent does: one method is one use case is one transaction, audited."""
