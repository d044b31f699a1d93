"""A draft that cannot be saved as it is."""

from contacts_tui.domain.problem import Place, Problem, Problems, Severity
from contacts_tui.errors import ContactsError


class Refused(ContactsError):
    """Something breaks a rule, and nothing was saved: `problems` says at which fields."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        said = "; ".join(problem.sentence.rstrip(".") for problem in problems.errors)
        super().__init__(f"Nothing was saved: {said}.")


def error_at(field: str, sentence: str) -> Problem:
    """Return an error at a field of a form."""
    return Problem(Place(field), Severity.ERROR, sentence)
