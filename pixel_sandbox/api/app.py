"""Puts the routes together: sign-in, forms for S3, and the API below the tenant's path."""

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

ROOMS = (
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
    """Make the web application of one sandbox.

    Args:
        service: Its parts.

    Returns:
        The application: sign-in and forms for S3, and the API below the tenant's path.
    """
    app = _application(service)
    app.include_router(sign_in_router(service.tokens, service.options.realm))
    app.include_router(form_router(service.store, service.options))
    api = _application(service, openapi_url="/openapi.json")
    for room in ROOMS:
        api.include_router(room.router, dependencies=[Depends(refuse_repeated)])
    # Mounted, so that its document is that of a tenant: paths without the tenant in them.
    app.mount(service.options.prefix, api)
    return app


def _application(service: Service, openapi_url: str | None = None) -> FastAPI:
    app = FastAPI(
        title="Geodata Pixel",
        version="sandbox",
        openapi_url=openapi_url,
        # Their pages load scripts from the net; nothing here leaves this machine.
        docs_url=None,
        redoc_url=None,
        # Slashes at the end are part of the paths.
        redirect_slashes=False,
    )
    app.state.service = service
    app.add_exception_handler(RequestValidationError, refuse)
    app.add_exception_handler(HTTPException, refuse_unreadable)
    return app
