"""The front: an ASGI application that reads requests, asks the workers and writes replies."""
