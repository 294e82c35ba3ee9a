"""The one kind of error that is meant to be read by the person at the desk."""


class Trouble(Exception):
    """Something went wrong that a person can understand and act upon.

    The message is one plain sentence that says what is wrong and what to do. The command line prints it
    as it is, the window shows it in place; every other exception is a defect of Desk.
    """
