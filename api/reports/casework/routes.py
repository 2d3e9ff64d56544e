"""Everything that caseworkers call: what reads cases, and what changes them."""

from fastapi import APIRouter

from api.errors import described
from api.reports.casework import reading_routes, writing_routes

router = APIRouter(prefix="/v1", tags=["cases"], responses=described(401, 403, 422, 429, 503))
router.include_router(reading_routes.router)
router.include_router(writing_routes.router)
