"""How passwords are hashed: dear enough for a thief, cheap enough for eight at the door at once."""

from concurrent.futures import ThreadPoolExecutor

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2  # hashes in memory together, in one process; the others wait for their turn
# Threads of their own: the C library keeps for each thread what a hash once took there.
_turns = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="hash")


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane (the first choice of OWASP's cheat sheet).

    A hash made dearer or cheaper is accepted and made anew at the next sign-in, as Django does
    where the parameters differ. Whoever is unknown costs one hash too.
    """

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        return str(_turns.submit(super().encode, password, salt).result())

    def verify(self, password: str, encoded: str) -> bool:
        return bool(_turns.submit(super().verify, password, encoded).result())
