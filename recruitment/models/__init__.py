from .screening import ScreeningEntry

__all__ = ["ScreeningEntry"]
