from .identity import Identity
from .user import Role, User

__all__ = ["Identity", "Role", "User"]
