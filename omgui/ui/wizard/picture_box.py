"""A frame of a video as large as there is room."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

_PICTURE_HEIGHT = 120
Picture = NDArray[np.uint8]


class PictureBox(QLabel):
    """A picture as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumHeight(_PICTURE_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setWordWrap(True)
        self._picture = QPixmap()

    def show_picture(self, pixels: Picture | None, words: str = "") -> None:
        """Show a frame, or words where there is none."""
        if pixels is None:
            self._picture = QPixmap()
            self.setText(words)
            return
        height, width = pixels.shape[:2]
        image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
        self._picture = QPixmap.fromImage(image)
        self._fit()

    @property
    def has_picture(self) -> bool:
        """Whether a frame is shown."""
        return not self._picture.isNull()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.has_picture:
            self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(2 * _PICTURE_HEIGHT, _PICTURE_HEIGHT)

    def _fit(self) -> None:
        ratio = self.devicePixelRatio()
        scaled = self._picture.scaled(
            self.size() * ratio,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        scaled.setDevicePixelRatio(ratio)
        self.setPixmap(scaled)
