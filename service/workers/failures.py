"""Why a worker gave no answer."""

from __future__ import annotations

from gaoxin.errors import QueryFailed
from gaoxin.queries.engine_errors import is_out_of_memory
from gaoxin.queries.limits import time_message


class WorkerSlow(QueryFailed):
    """There was no answer in time; ``facts["reason"]`` is ``time``."""

    def __init__(self, seconds: float) -> None:
        zh, en = time_message(seconds)
        super().__init__(zh, en, reason="time", seconds=seconds)


class WorkerDied(QueryFailed):
    """The worker ended; ``facts["reason"]`` is ``memory`` or ``crash``."""

    def __init__(self, told: str) -> None:
        if is_out_of_memory(told):
            zh = "所需内存超过限制，已被停止；请缩小范围。"
            en = "This needed more memory than is allowed and was stopped; ask for less."
            super().__init__(zh, en, reason="memory")
        else:
            zh = "处理这个请求的进程意外结束；请换一种写法，或缩小范围。"
            en = "The process that answered this ended unexpectedly; ask otherwise, or for less."
            super().__init__(zh, en, reason="crash")


class Overloaded(QueryFailed):
    """Too many requests wait; ``facts["reason"]`` is ``busy``."""

    def __init__(self) -> None:
        super().__init__(
            "请求太多，请稍后再试。", "There are too many requests; try again later.", reason="busy"
        )


class FactsNotReady(QueryFailed):
    """The facts of a new generation are still gathered; ``facts["reason"]`` is ``busy``."""

    def __init__(self) -> None:
        super().__init__(
            "刚载入了新的数据，正在为提问整理事实；请过几秒再问。",
            "New data were loaded and are being made ready for questions; ask again in some "
            "seconds.",
            reason="busy",
        )


class NoWorkers(QueryFailed):
    """No worker can be started; ``facts["reason"]`` is ``busy``."""

    def __init__(self) -> None:
        super().__init__(
            "处理请求的进程无法启动；请稍后再试，管理员可查看服务日志。",
            "The processes that answer do not start; try again later. The service's log says why.",
            reason="busy",
        )
