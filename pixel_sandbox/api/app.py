"""Assembles the application: sign-in, S3 forms, and the API below the tenant's path."""

from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from ..service import Service
from ..signin import sign_in_router
from ..storage.upload import form_router
from . import (
    analysis,
    arcgis_services,
    attachments,
    data_collections,
    harvest_services,
    images,
    jobs,
    optimized_point_clouds,
    optimized_rasters,
    plugins,
    point_clouds,
    projects,
    rasters,
    search,
    upload_jobs,
    users,
)
from .dependencies import refuse_repeated
from .refusals import refuse, refuse_unreadable

MODULES = (
    users,
    plugins,
    projects,
    data_collections,
    images,
    rasters,
    point_clouds,
    optimized_rasters,
    optimized_point_clouds,
    upload_jobs,
    jobs,
    attachments,
    search,
    arcgis_services,
    harvest_services,
    analysis,
)


def create_app(service: Service) -> FastAPI:
    """Create the web application of a sandbox.

    Args:
        service: The parts of the sandbox.

    Returns:
        The application.
    """
    app = _application(service)
    app.include_router(sign_in_router(service.tokens, service.options.realm))
    app.include_router(form_router(service.store, service.options))
    api = _application(service, openapi_url="/openapi.json")
    for module in MODULES:
        api.include_router(module.router, dependencies=[Depends(refuse_repeated)])
    # Mounted, so that its OpenAPI document is that of a tenant, without the tenant's path.
    app.mount(service.options.prefix, api)
    return app


def _application(service: Service, openapi_url: str | None = None) -> FastAPI:
    app = FastAPI(
        title="Geodata Pixel",
        version="sandbox",
        openapi_url=openapi_url,
        # Their pages load scripts from the internet; nothing may leave this machine.
        docs_url=None,
        redoc_url=None,
        # Trailing slashes are part of the paths.
        redirect_slashes=False,
    )
    app.state.service = service
    app.add_exception_handler(RequestValidationError, refuse)
    app.add_exception_handler(HTTPException, refuse_unreadable)
    return app
