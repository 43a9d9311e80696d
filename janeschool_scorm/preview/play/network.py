"""The network between learner and LMS, as it is pretended: normal, slow or gone."""

import asyncio
from typing import Literal, get_args

Profile = Literal["normal", "slow", "offline"]
PROFILES: tuple[Profile, ...] = get_args(Profile)

#: What browsers' tools call slow 3G: 400 ms before an answer, 50,000 bytes a second.
SLOW_SECONDS = 0.4
SLOW_BYTES = 50_000


class Network:
    """The profile of the moment; set from one thread, asked from another."""

    def __init__(self) -> None:
        self.profile: Profile = "normal"

    @property
    def up(self) -> bool:
        return self.profile != "offline"

    @property
    def slow(self) -> bool:
        return self.profile == "slow"

    async def passed(self) -> bool:
        """Let a request through, after its wait; False where there is no network."""
        if self.slow:
            await asyncio.sleep(SLOW_SECONDS)
        return self.up

    async def carried(self, size: int) -> None:
        """Wait as long as so many bytes take."""
        if self.slow:
            await asyncio.sleep(size / SLOW_BYTES)
