"""Routes whose function reads the request itself, answered without the layers of the framework.

FastAPI and Starlette put some ten layers around every route: for dependencies, sessions, limits and
errors.  They take three times as long as a short query.  Such a route is declared like the others,
so that it is in the description of the service and other methods are refused, but
:class:`PlainRoutes` answers it first.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from gaoxin.errors import GaoxinError
from gaoxin.service.front.refusals import problem_response

PlainFunction = Callable[[Request], Coroutine[Any, Any, Response]]


class PlainRoute(APIRoute):
    """A route whose function takes the request and nothing else; its path has no parameters.

    It is an ordinary route to the framework, and a mark for :class:`PlainRoutes`.
    """


class PlainRoutes:
    """Answers requests of plain routes, and passes all others to the application."""

    def __init__(self, application: FastAPI, routers: Iterable[APIRouter]) -> None:
        self._application = application
        self._routes: dict[tuple[str, str], tuple[PlainRoute, PlainFunction]] = {
            (method, route.path): (route, route.endpoint)
            for router in routers
            for route in router.routes
            if isinstance(route, PlainRoute)
            for method in route.methods or ()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        found = self._routes.get((scope.get("method", ""), scope.get("path", "")))
        if found is None:
            await self._application(scope, receive, send)
            return
        route, function = found
        scope["app"], scope["route"] = self._application, route
        request = Request(scope, receive, send)
        try:
            response = await function(request)
        except GaoxinError as error:
            response = problem_response(request, error)
        await response(scope, receive, send)
