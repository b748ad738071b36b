"""What can stop the service, and who can act? Each error tells the operator what to do, in French."""

from __future__ import annotations


class OperatorError(Exception):
    """The start is refused; the operator can act. One French sentence, or several, one a line."""

    exit_status = 1


class WrongSettings(OperatorError):
    """One setting or more cannot be used. `problems` holds every one of them."""

    exit_status = 2

    def __init__(self, problems: list[str]) -> None:
        title = "Un réglage est à corriger :" if len(problems) == 1 else "Des réglages sont à corriger :"
        super().__init__("\n".join([title, *(f"  {problem}" for problem in problems)]))
        self.problems = problems


class AddressTaken(OperatorError):
    """Nothing can listen there: another program holds the port, or this machine has no such address."""
