"""What training found, as plain arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Names = NDArray[np.str_]
Numbers = NDArray[np.float32]
Counts = NDArray[np.int32]
Halves = NDArray[np.float16]  # where there are many and three digits are enough


@dataclass(frozen=True, eq=False)
class Trained:
    """The router's classifiers: of intents, of the sections of each topic, of languages, of danger."""

    grams: Names
    idf: Numbers
    intents: Names
    weights: Halves  # n-gram by intent
    bias: Numbers
    sections: Names  # "topic/section", topic by topic
    section_bias: Numbers
    section_weights: Halves  # of each topic, its n-grams by its sections; topic by topic
    topic_grams: Counts  # numbers of the n-grams that a topic's examples have, rising; topic by topic
    topic_grams_starts: Counts  # the first of each topic, and the number of all
    language_grams: Names
    language_idf: Numbers
    languages: Names
    language_weights: Numbers  # n-gram by language
    alarm: Numbers  # by n-gram
    alarm_bias: Numbers
    dangers: Names
    danger_weights: Numbers  # n-gram by kind of danger
    danger_bias: Numbers
