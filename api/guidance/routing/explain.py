"""Explains a routing decision in words, for authors and developers."""

from api.guidance.routing.decision import Guess
from api.guidance.routing.folding import fold
from api.guidance.routing.router import Router


def explain(router: Router, text: str, country: str | None = None) -> str:
    """Several lines: what was read, what was decided, and what the other candidates were."""
    decision = router.decide(text, country)
    lines = [
        f"read as     {fold(text)}",
        f"language    {decision.language} ({decision.language_confidence:.0%}), script {decision.script}",
        f"danger      {decision.danger or 'none'}",
        f"country     {decision.country or 'not named'}",
        f"answer      {_guess(decision.best)}",
    ]
    lines += [f"or          {_guess(guess)}" for guess in decision.alternatives]
    lines += [f"because of  {gram!r} {weight:+.2f}" for gram, weight in router.reasons(text, decision.best.intent)]
    return "\n".join(lines)


def _guess(guess: Guess) -> str:
    where = f"{guess.intent}/{guess.section}" if guess.section else guess.intent
    return f"{where} ({guess.confidence:.0%})"
