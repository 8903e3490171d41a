"""The text classifier: a linear SVM on n-grams and a logistic regression on sentence vectors.

Their log-probabilities are added with weights (design: log p(SVM) + w log p(LR)), the
result is brought to a probability by a temperature fitted on held-out folds.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import scipy.sparse as sp
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

SVM_SCALE = 3.0
DENSE_WEIGHT = 0.5
_STEPS = 35  # of the logistic regression; ranking and calibration change no more after them


def log_softmax(scores: np.ndarray) -> np.ndarray:
    """Row-wise log softmax of an array (n, classes)."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True)))


class TextEnsemble:
    """Classifies texts given their sparse n-grams (n, f) and dense vectors (n, 512)."""

    def __init__(self, svm_c: float = 1.0, lr_c: float = 20.0, dense_weight: float = DENSE_WEIGHT) -> None:
        self.svm_c, self.lr_c, self.dense_weight = svm_c, lr_c, dense_weight
        self.temperature = 1.0
        self.classes: np.ndarray = np.array([])
        self._lr_weights: np.ndarray = np.array([])
        self._lr_bias: np.ndarray = np.array([])

    def fit(self, sparse: sp.csr_matrix, dense: np.ndarray, labels: Sequence[str] | np.ndarray) -> TextEnsemble:
        """Train both members on the same rows, side by side: their solvers let other threads run.

        The logistic regression goes on from the last call's weights, if the classes are the same.
        """
        svm = LinearSVC(C=self.svm_c, class_weight="balanced", tol=1e-2, max_iter=300)
        lr = LogisticRegression(C=self.lr_c, class_weight="balanced", max_iter=_STEPS, tol=1e-2, warm_start=True)
        if len(self.classes) > 2 and list(self.classes) == sorted(set(labels)):
            lr.coef_, lr.intercept_ = self._lr_weights.T, self._lr_bias
        with ThreadPoolExecutor(1) as other:
            fitted = other.submit(svm.fit, sparse, labels)
            lr.fit(dense, labels)
            fitted.result()
        self.classes = svm.classes_
        # Half precision: archive and memory are half as large and no ranking changes.
        self._svm_weights = np.ascontiguousarray(svm.coef_.T, dtype=np.float16)
        self._svm_bias = svm.intercept_.astype(np.float32)
        self._lr_weights = np.ascontiguousarray(lr.coef_.T, dtype=np.float32)
        self._lr_bias = lr.intercept_.astype(np.float32)
        if len(self.classes) == 2:
            self._two_classes()
        return self

    def _two_classes(self) -> None:
        """sklearn keeps one column for two classes; we keep one per class."""
        for name in ("_svm_weights", "_lr_weights"):
            column = getattr(self, name)
            setattr(self, name, np.hstack([-column, column]))
        for name in ("_svm_bias", "_lr_bias"):
            value = getattr(self, name)
            setattr(self, name, np.concatenate([-value, value]))

    def log_scores(self, sparse: sp.csr_matrix, dense: np.ndarray) -> np.ndarray:
        """Uncalibrated log scores (n, classes)."""
        svm = log_softmax(SVM_SCALE * (_product(sparse, self._svm_weights) + self._svm_bias))
        lr = log_softmax(dense @ self._lr_weights + self._lr_bias)
        return np.asarray(svm + self.dense_weight * lr)

    def log_probabilities(self, sparse: sp.csr_matrix, dense: np.ndarray) -> np.ndarray:
        """Calibrated log probabilities (n, classes)."""
        return log_softmax(self.log_scores(sparse, dense) / self.temperature)


def _product(sparse: sp.csr_matrix, weights: np.ndarray) -> np.ndarray:
    """``sparse @ weights``; for one row only the weights of its own features are widened."""
    if sparse.shape[0] == 1:
        return np.asarray(sparse.data[None, :] @ weights[sparse.indices].astype(np.float32))
    return np.asarray(sparse @ weights.astype(np.float32))


def fit_temperature(scores: np.ndarray, labels: np.ndarray) -> float:
    """The temperature that makes held-out probabilities fit best.

    ``scores`` (n, classes) are log scores of rows the model never saw, ``labels`` (n,) the
    indices of their classes. Minimises the negative log-likelihood on a grid.
    """
    grid = np.geomspace(0.2, 5.0, 40)
    rows = np.arange(len(labels))
    losses = [-log_softmax(scores / t)[rows, labels].mean() for t in grid]
    return float(grid[int(np.argmin(losses))])
