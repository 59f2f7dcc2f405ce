"""Routes whose function reads the request itself, answered without the layers of the framework.

FastAPI and Starlette put some ten layers around every route: for dependencies, sessions, limits and
errors.  They take three times as long as a short query.  Such a route is declared like the others,
so that it is in the description of the service and other methods are refused, but
:class:`PlainRoutes` answers it first.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any, cast

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute
from starlette.types import Receive, Scope, Send

from gaoxin.errors import GaoxinError
from gaoxin.service.front.refusals import problem_response

PlainFunction = Callable[[Request], Coroutine[Any, Any, Response]]


class PlainRoute(APIRoute):
    """A route whose function takes the request and nothing else; its path has no parameters."""

    def get_route_handler(self) -> PlainFunction:
        """The function itself."""
        return cast("PlainFunction", self.endpoint)


class PlainRoutes:
    """Answers requests of plain routes, and passes all others to the application."""

    def __init__(self, application: FastAPI, routers: Iterable[APIRouter]) -> None:
        self._application = application
        self._routes = {
            (method, route.path): route
            for router in routers
            for route in router.routes
            if isinstance(route, PlainRoute)
            for method in route.methods or ()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        route = self._routes.get((scope.get("method", ""), scope.get("path", "")))
        if route is None:
            await self._application(scope, receive, send)
            return
        scope["app"], scope["route"] = self._application, route
        request = Request(scope, receive, send)
        try:
            response = await route.get_route_handler()(request)
        except GaoxinError as error:
            response = problem_response(request, error)
        await response(scope, receive, send)
