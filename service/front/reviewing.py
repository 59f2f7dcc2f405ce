"""Who may see and settle articles.

The texts of articles are somebody's, and decisions change what is loaded.  So both need a token
with the scope ``write`` or, where there are no tokens, a service that was started with
``gaoxin serve --review``.
"""

from __future__ import annotations

from starlette.requests import Request

from gaoxin.service.front.origins import is_own_origin
from gaoxin.service.problems import RequestRefused
from gaoxin.settings import Settings

_OWN_SITES = ("same-origin", "none")
"""What browsers say of requests that a page of the service, or the person, made."""


def may_review(request: Request, settings: Settings) -> bool:
    """Whether articles may be seen and settled by this request."""
    scope = request.scope.get("token_scope")
    return scope == "write" if scope else settings.service_review == "yes"


def check_may_review(request: Request, settings: Settings) -> None:
    """Let a request in.

    Raises:
        RequestRefused: it may not review (403), or another page made it (403).
    """
    if not may_review(request, settings):
        raise RequestRefused(
            403,
            "审核文章需要权限：管理员可用 gaoxin serve --review 启动服务，或发放令牌："
            "gaoxin token add 名称 --scope write。",
            "To review articles, the keeper starts the service with gaoxin serve --review, or "
            "makes a token: gaoxin token add NAME --scope write.",
        )
    if request.method not in ("GET", "HEAD"):
        _check_own_page(request)


def _check_own_page(request: Request) -> None:
    """A page of another site could send a form with the token that the browser has; and pages that
    GAOXIN_SERVICE_ORIGINS lists may read, not write.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "none")
    if (origin is None or is_own_origin(origin, request.headers)) and site in _OWN_SITES:
        return
    raise RequestRefused(
        403,
        "只有本服务自己的网页能作决定。",
        "Only pages of this service itself can decide.",
    )


def who_asks(request: Request) -> str:
    """Who decides: the name of the token, ``""`` without one."""
    return str(request.scope.get("token_name") or "")
