"""Labels of training rows as indices, and the classes that each allows."""

from __future__ import annotations

import numpy as np

from claimcheck.labels import LABELS, NOT_SUPPORTED

#: Label indices of the prepared rows: the model's own order, then the partial label.
LABEL_INDEX = {str(label): index for index, label in enumerate([*LABELS, NOT_SUPPORTED])}

#: Row per label index, column per class: may this class be the true one?
ALLOWED_CLASSES = np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 1]], dtype=bool)
