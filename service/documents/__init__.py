"""The documents of the service as models: for its description (OpenAPI) and for tests."""
