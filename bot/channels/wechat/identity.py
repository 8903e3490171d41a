"""Who a resident is, to us: a pseudonym, from which nobody gets back to the WeChat account.

The conversation, votes and everything else are stored under ``wx-`` and a keyed hash of the
openid. WeChat's API, though, takes openids only, so for as long as a resident may be written
to (two days after their last message) the openid itself is kept as well, encrypted. Hash and
encryption use keys made from SHUHUI_SECRET: the database alone names nobody.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

PREFIX = "wx-"


class Identities:
    """Pseudonyms and sealing for one official account."""

    def __init__(self, secret: str, app_id: str) -> None:
        self._key = _derived(secret, f"wechat pseudonyms {app_id}")
        self._fernet = Fernet(base64.urlsafe_b64encode(_derived(secret, f"wechat sealing {app_id}")))

    def sender(self, openid: str) -> str:
        """The name under which a resident's conversation is kept (43 signs)."""
        return PREFIX + self.digest(openid)[:40]

    def digest(self, text: str) -> str:
        """A keyed hash (64 hexadecimal signs)."""
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def seal(self, text: str) -> str:
        """``text`` encrypted and authenticated."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def unseal(self, sealed: str) -> str | None:
        """What was sealed; None if it was with another SHUHUI_SECRET."""
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode()
        except InvalidToken:
            return None


def _derived(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()
