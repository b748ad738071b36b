"""Does the fake store keep the store's promises?"""

from __future__ import annotations

import pytest

from tests.fakes import MemoryStore
from tests.outgoing_contract import OutgoingContract
from tests.privacy_contract import PrivacyContract
from tests.reminders_contract import RemindersContract
from tests.store_contract import StoreContract


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


class TestMemoryStore(StoreContract, OutgoingContract, PrivacyContract, RemindersContract):
    pass
