# Written by `make regen` from openapi/. Do not edit: see generated/README.md.
"""The models, each imported on first use."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass
    from .analysis_service import AnalysisService
    from .analysis_service_create_update_input import AnalysisServiceCreateUpdateInput
    from .analysis_service_list_params import AnalysisServiceListParams
    from .analysis_service_patch_input import AnalysisServicePatchInput
    from .analysis_task import AnalysisTask
    from .analysis_task_create_input import AnalysisTaskCreateInput
    from .analysis_task_list_params import AnalysisTaskListParams
    from .analysis_task_status_enum import AnalysisTaskStatusEnum, AnalysisTaskStatusEnumValue
    from .api_key import ApiKey
    from .arc_gis_feature_service_image_layer_options import ArcGISFeatureServiceImageLayerOptions
    from .arc_gis_feature_service_image_layer_options_image_processed_type import (
        ArcGISFeatureServiceImageLayerOptionsImageProcessedType,
        ArcGISFeatureServiceImageLayerOptionsImageProcessedTypeValue,
    )
    from .arc_gis_feature_service_options import ArcGISFeatureServiceOptions
    from .arc_gis_feature_service_project_layer_options import (
        ArcGISFeatureServiceProjectLayerOptions,
    )
    from .arc_gis_image_service_options import ArcGISImageServiceOptions
    from .arc_gis_image_service_wms_options import ArcGISImageServiceWMSOptions
    from .arcgis_service import ArcgisService
    from .arcgis_service_create_input import ArcgisServiceCreateInput
    from .arcgis_service_create_options import ArcgisServiceCreateOptions
    from .arcgis_service_job import ArcgisServiceJob
    from .arcgis_service_type import ArcgisServiceType, ArcgisServiceTypeValue
    from .arcgis_service_update_input import ArcgisServiceUpdateInput
    from .attachment import Attachment
    from .attachment_file import AttachmentFile
    from .attachment_resource_type import AttachmentResourceType, AttachmentResourceTypeValue
    from .attachment_status import AttachmentStatus, AttachmentStatusValue
    from .attachment_upload_params import AttachmentUploadParams
    from .attachments_create_input import AttachmentsCreateInput
    from .credentials import Credentials
    from .data_collection import DataCollection
    from .data_collection_create_input import DataCollectionCreateInput
    from .data_collection_list_params import DataCollectionListParams
    from .data_collection_type import DataCollectionType, DataCollectionTypeValue
    from .data_collection_update_input import DataCollectionUpdateInput
    from .field_maps_update_input import FieldMapsUpdateInput
    from .file_part import FilePart
    from .geometry import Geometry
    from .geometry_type import GeometryType, GeometryTypeValue
    from .group_job_started import GroupJobStarted
    from .harvest_auth_info import HarvestAuthInfo
    from .harvest_field_map import HarvestFieldMap
    from .harvest_field_map_update import HarvestFieldMapUpdate
    from .harvest_field_mapping import HarvestFieldMapping
    from .harvest_map_operation import HarvestMapOperation, HarvestMapOperationValue
    from .harvest_service import HarvestService
    from .harvest_service_create_input import HarvestServiceCreateInput
    from .harvest_service_update_input import HarvestServiceUpdateInput
    from .harvest_task import HarvestTask
    from .harvest_task_list_params import HarvestTaskListParams
    from .image import Image
    from .image_metadata_fields import ImageMetadataFields
    from .image_update_input import ImageUpdateInput
    from .job import Job
    from .job_group import JobGroup
    from .job_group_reference import JobGroupReference
    from .job_reference import JobReference
    from .json_metadata import JsonMetadata
    from .list_params import ListParams
    from .metadata_object import MetadataObject
    from .multipart_upload_file import MultipartUploadFile
    from .multipart_upload_jobs_create_input import MultipartUploadJobsCreateInput
    from .nearblack_color_name import NearblackColorName, NearblackColorNameValue
    from .nearblack_options import NearblackOptions
    from .nearblack_options_algorithm import (
        NearblackOptionsAlgorithm,
        NearblackOptionsAlgorithmValue,
    )
    from .oidc_user import OIDCUser
    from .oidc_user_create_input import OIDCUserCreateInput
    from .oidc_user_update_input import OIDCUserUpdateInput
    from .optimized_point_cloud import OptimizedPointCloud
    from .optimized_point_cloud_list_params import OptimizedPointCloudListParams
    from .optimized_point_clouds_create_input import OptimizedPointCloudsCreateInput
    from .optimized_point_clouds_run_input import OptimizedPointCloudsRunInput
    from .optimized_raster import OptimizedRaster
    from .optimized_raster_creation_options import OptimizedRasterCreationOptions
    from .optimized_raster_creation_options_overview_resampling import (
        OptimizedRasterCreationOptionsOverviewResampling,
        OptimizedRasterCreationOptionsOverviewResamplingValue,
    )
    from .optimized_rasters_create_input import OptimizedRastersCreateInput
    from .optimized_rasters_run_input import OptimizedRastersRunInput
    from .pixel_status_enum import PixelStatusEnum, PixelStatusEnumValue
    from .plugin import Plugin
    from .point_cloud import PointCloud
    from .point_cloud_format import PointCloudFormat, PointCloudFormatValue
    from .point_cloud_list_params import PointCloudListParams
    from .point_cloud_metadata_fields import PointCloudMetadataFields
    from .point_cloud_move_input import PointCloudMoveInput
    from .point_cloud_update_input import PointCloudUpdateInput
    from .polygon import Polygon
    from .presigned_fields import PresignedFields
    from .presigned_headers import PresignedHeaders
    from .project import Project
    from .project_create_input import ProjectCreateInput
    from .project_update_input import ProjectUpdateInput
    from .raster import Raster
    from .raster_format import RasterFormat, RasterFormatValue
    from .raster_info import RasterInfo
    from .raster_list_params import RasterListParams
    from .raster_metadata_fields import RasterMetadataFields
    from .raster_update_input import RasterUpdateInput
    from .record import Record
    from .search_on import SearchOn, SearchOnValue
    from .search_query import SearchQuery
    from .search_results import SearchResults
    from .sort_field import SortField
    from .sort_field_direction import SortFieldDirection, SortFieldDirectionValue
    from .support_file import SupportFile
    from .support_file_upload import SupportFileUpload
    from .upload_file import UploadFile
    from .upload_finished import UploadFinished
    from .upload_job import UploadJob
    from .upload_job_reference import UploadJobReference
    from .upload_jobs_create_input import UploadJobsCreateInput
    from .upload_jobs_finish_input import UploadJobsFinishInput
    from .upload_part import UploadPart
    from .upload_resource_name import UploadResourceName, UploadResourceNameValue
    from .upload_result import UploadResult
    from .uploads_finished import UploadsFinished
    from .user import User
    from .user_type import UserType, UserTypeValue

_MODULES = {
    "AnalysisService": ".analysis_service",
    "AnalysisServiceCreateUpdateInput": ".analysis_service_create_update_input",
    "AnalysisServiceListParams": ".analysis_service_list_params",
    "AnalysisServicePatchInput": ".analysis_service_patch_input",
    "AnalysisTask": ".analysis_task",
    "AnalysisTaskCreateInput": ".analysis_task_create_input",
    "AnalysisTaskListParams": ".analysis_task_list_params",
    "AnalysisTaskStatusEnum": ".analysis_task_status_enum",
    "ApiKey": ".api_key",
    "ArcGISFeatureServiceImageLayerOptions": ".arc_gis_feature_service_image_layer_options",
    "ArcGISFeatureServiceImageLayerOptionsImageProcessedType": ".arc_gis_feature_service_image_layer_options_image_processed_type",
    "ArcGISFeatureServiceOptions": ".arc_gis_feature_service_options",
    "ArcGISFeatureServiceProjectLayerOptions": ".arc_gis_feature_service_project_layer_options",
    "ArcGISImageServiceOptions": ".arc_gis_image_service_options",
    "ArcGISImageServiceWMSOptions": ".arc_gis_image_service_wms_options",
    "ArcgisService": ".arcgis_service",
    "ArcgisServiceCreateInput": ".arcgis_service_create_input",
    "ArcgisServiceCreateOptions": ".arcgis_service_create_options",
    "ArcgisServiceJob": ".arcgis_service_job",
    "ArcgisServiceType": ".arcgis_service_type",
    "ArcgisServiceUpdateInput": ".arcgis_service_update_input",
    "Attachment": ".attachment",
    "AttachmentFile": ".attachment_file",
    "AttachmentResourceType": ".attachment_resource_type",
    "AttachmentStatus": ".attachment_status",
    "AttachmentUploadParams": ".attachment_upload_params",
    "AttachmentsCreateInput": ".attachments_create_input",
    "Credentials": ".credentials",
    "DataCollection": ".data_collection",
    "DataCollectionCreateInput": ".data_collection_create_input",
    "DataCollectionListParams": ".data_collection_list_params",
    "DataCollectionType": ".data_collection_type",
    "DataCollectionUpdateInput": ".data_collection_update_input",
    "FieldMapsUpdateInput": ".field_maps_update_input",
    "FilePart": ".file_part",
    "Geometry": ".geometry",
    "GeometryType": ".geometry_type",
    "GroupJobStarted": ".group_job_started",
    "HarvestAuthInfo": ".harvest_auth_info",
    "HarvestFieldMap": ".harvest_field_map",
    "HarvestFieldMapUpdate": ".harvest_field_map_update",
    "HarvestFieldMapping": ".harvest_field_mapping",
    "HarvestMapOperation": ".harvest_map_operation",
    "HarvestService": ".harvest_service",
    "HarvestServiceCreateInput": ".harvest_service_create_input",
    "HarvestServiceUpdateInput": ".harvest_service_update_input",
    "HarvestTask": ".harvest_task",
    "HarvestTaskListParams": ".harvest_task_list_params",
    "Image": ".image",
    "ImageMetadataFields": ".image_metadata_fields",
    "ImageUpdateInput": ".image_update_input",
    "Job": ".job",
    "JobGroup": ".job_group",
    "JobGroupReference": ".job_group_reference",
    "JobReference": ".job_reference",
    "JsonMetadata": ".json_metadata",
    "ListParams": ".list_params",
    "MetadataObject": ".metadata_object",
    "MultipartUploadFile": ".multipart_upload_file",
    "MultipartUploadJobsCreateInput": ".multipart_upload_jobs_create_input",
    "NearblackColorName": ".nearblack_color_name",
    "NearblackOptions": ".nearblack_options",
    "NearblackOptionsAlgorithm": ".nearblack_options_algorithm",
    "OIDCUser": ".oidc_user",
    "OIDCUserCreateInput": ".oidc_user_create_input",
    "OIDCUserUpdateInput": ".oidc_user_update_input",
    "OptimizedPointCloud": ".optimized_point_cloud",
    "OptimizedPointCloudListParams": ".optimized_point_cloud_list_params",
    "OptimizedPointCloudsCreateInput": ".optimized_point_clouds_create_input",
    "OptimizedPointCloudsRunInput": ".optimized_point_clouds_run_input",
    "OptimizedRaster": ".optimized_raster",
    "OptimizedRasterCreationOptions": ".optimized_raster_creation_options",
    "OptimizedRasterCreationOptionsOverviewResampling": ".optimized_raster_creation_options_overview_resampling",
    "OptimizedRastersCreateInput": ".optimized_rasters_create_input",
    "OptimizedRastersRunInput": ".optimized_rasters_run_input",
    "PixelStatusEnum": ".pixel_status_enum",
    "Plugin": ".plugin",
    "PointCloud": ".point_cloud",
    "PointCloudFormat": ".point_cloud_format",
    "PointCloudListParams": ".point_cloud_list_params",
    "PointCloudMetadataFields": ".point_cloud_metadata_fields",
    "PointCloudMoveInput": ".point_cloud_move_input",
    "PointCloudUpdateInput": ".point_cloud_update_input",
    "Polygon": ".polygon",
    "PresignedFields": ".presigned_fields",
    "PresignedHeaders": ".presigned_headers",
    "Project": ".project",
    "ProjectCreateInput": ".project_create_input",
    "ProjectUpdateInput": ".project_update_input",
    "Raster": ".raster",
    "RasterFormat": ".raster_format",
    "RasterInfo": ".raster_info",
    "RasterListParams": ".raster_list_params",
    "RasterMetadataFields": ".raster_metadata_fields",
    "RasterUpdateInput": ".raster_update_input",
    "Record": ".record",
    "SearchOn": ".search_on",
    "SearchQuery": ".search_query",
    "SearchResults": ".search_results",
    "SortField": ".sort_field",
    "SortFieldDirection": ".sort_field_direction",
    "SupportFile": ".support_file",
    "SupportFileUpload": ".support_file_upload",
    "UploadFile": ".upload_file",
    "UploadFinished": ".upload_finished",
    "UploadJob": ".upload_job",
    "UploadJobReference": ".upload_job_reference",
    "UploadJobsCreateInput": ".upload_jobs_create_input",
    "UploadJobsFinishInput": ".upload_jobs_finish_input",
    "UploadPart": ".upload_part",
    "UploadResourceName": ".upload_resource_name",
    "UploadResult": ".upload_result",
    "UploadsFinished": ".uploads_finished",
    "User": ".user",
    "UserType": ".user_type",
    "GeometryTypeValue": ".geometry_type",
    "PixelStatusEnumValue": ".pixel_status_enum",
    "DataCollectionTypeValue": ".data_collection_type",
    "RasterFormatValue": ".raster_format",
    "NearblackColorNameValue": ".nearblack_color_name",
    "PointCloudFormatValue": ".point_cloud_format",
    "UploadResourceNameValue": ".upload_resource_name",
    "UserTypeValue": ".user_type",
    "ArcgisServiceTypeValue": ".arcgis_service_type",
    "HarvestMapOperationValue": ".harvest_map_operation",
    "AttachmentResourceTypeValue": ".attachment_resource_type",
    "AttachmentStatusValue": ".attachment_status",
    "SearchOnValue": ".search_on",
    "AnalysisTaskStatusEnumValue": ".analysis_task_status_enum",
    "NearblackOptionsAlgorithmValue": ".nearblack_options_algorithm",
    "OptimizedRasterCreationOptionsOverviewResamplingValue": ".optimized_raster_creation_options_overview_resampling",
    "ArcGISFeatureServiceImageLayerOptionsImageProcessedTypeValue": ".arc_gis_feature_service_image_layer_options_image_processed_type",
    "SortFieldDirectionValue": ".sort_field_direction",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_MODULES[name], __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})


__all__ = (
    "AnalysisService",
    "AnalysisServiceCreateUpdateInput",
    "AnalysisServiceListParams",
    "AnalysisServicePatchInput",
    "AnalysisTask",
    "AnalysisTaskCreateInput",
    "AnalysisTaskListParams",
    "AnalysisTaskStatusEnum",
    "AnalysisTaskStatusEnumValue",
    "ApiKey",
    "ArcGISFeatureServiceImageLayerOptions",
    "ArcGISFeatureServiceImageLayerOptionsImageProcessedType",
    "ArcGISFeatureServiceImageLayerOptionsImageProcessedTypeValue",
    "ArcGISFeatureServiceOptions",
    "ArcGISFeatureServiceProjectLayerOptions",
    "ArcGISImageServiceOptions",
    "ArcGISImageServiceWMSOptions",
    "ArcgisService",
    "ArcgisServiceCreateInput",
    "ArcgisServiceCreateOptions",
    "ArcgisServiceJob",
    "ArcgisServiceType",
    "ArcgisServiceTypeValue",
    "ArcgisServiceUpdateInput",
    "Attachment",
    "AttachmentFile",
    "AttachmentResourceType",
    "AttachmentResourceTypeValue",
    "AttachmentsCreateInput",
    "AttachmentStatus",
    "AttachmentStatusValue",
    "AttachmentUploadParams",
    "Credentials",
    "DataCollection",
    "DataCollectionCreateInput",
    "DataCollectionListParams",
    "DataCollectionType",
    "DataCollectionTypeValue",
    "DataCollectionUpdateInput",
    "FieldMapsUpdateInput",
    "FilePart",
    "Geometry",
    "GeometryType",
    "GeometryTypeValue",
    "GroupJobStarted",
    "HarvestAuthInfo",
    "HarvestFieldMap",
    "HarvestFieldMapping",
    "HarvestFieldMapUpdate",
    "HarvestMapOperation",
    "HarvestMapOperationValue",
    "HarvestService",
    "HarvestServiceCreateInput",
    "HarvestServiceUpdateInput",
    "HarvestTask",
    "HarvestTaskListParams",
    "Image",
    "ImageMetadataFields",
    "ImageUpdateInput",
    "Job",
    "JobGroup",
    "JobGroupReference",
    "JobReference",
    "JsonMetadata",
    "ListParams",
    "MetadataObject",
    "MultipartUploadFile",
    "MultipartUploadJobsCreateInput",
    "NearblackColorName",
    "NearblackColorNameValue",
    "NearblackOptions",
    "NearblackOptionsAlgorithm",
    "NearblackOptionsAlgorithmValue",
    "OIDCUser",
    "OIDCUserCreateInput",
    "OIDCUserUpdateInput",
    "OptimizedPointCloud",
    "OptimizedPointCloudListParams",
    "OptimizedPointCloudsCreateInput",
    "OptimizedPointCloudsRunInput",
    "OptimizedRaster",
    "OptimizedRasterCreationOptions",
    "OptimizedRasterCreationOptionsOverviewResampling",
    "OptimizedRasterCreationOptionsOverviewResamplingValue",
    "OptimizedRastersCreateInput",
    "OptimizedRastersRunInput",
    "PixelStatusEnum",
    "PixelStatusEnumValue",
    "Plugin",
    "PointCloud",
    "PointCloudFormat",
    "PointCloudFormatValue",
    "PointCloudListParams",
    "PointCloudMetadataFields",
    "PointCloudMoveInput",
    "PointCloudUpdateInput",
    "Polygon",
    "PresignedFields",
    "PresignedHeaders",
    "Project",
    "ProjectCreateInput",
    "ProjectUpdateInput",
    "Raster",
    "RasterFormat",
    "RasterFormatValue",
    "RasterInfo",
    "RasterListParams",
    "RasterMetadataFields",
    "RasterUpdateInput",
    "Record",
    "SearchOn",
    "SearchOnValue",
    "SearchQuery",
    "SearchResults",
    "SortField",
    "SortFieldDirection",
    "SortFieldDirectionValue",
    "SupportFile",
    "SupportFileUpload",
    "UploadFile",
    "UploadFinished",
    "UploadJob",
    "UploadJobReference",
    "UploadJobsCreateInput",
    "UploadJobsFinishInput",
    "UploadPart",
    "UploadResourceName",
    "UploadResourceNameValue",
    "UploadResult",
    "UploadsFinished",
    "User",
    "UserType",
    "UserTypeValue",
)
