"""What kinds of things some public names are."""

from __future__ import annotations

import enum
import typing


def test_states_are_classes_of_texts() -> None:
    from pixel_client.models import AnalysisTaskStatusEnum, PixelStatusEnum

    assert issubclass(PixelStatusEnum, enum.StrEnum)
    assert PixelStatusEnum.in_progress == "in_progress"
    assert AnalysisTaskStatusEnum("RUNNING") is AnalysisTaskStatusEnum.RUNNING


def test_metadata_fields_are_any_of_three() -> None:
    from pixel_client.models import (
        ImageMetadataFields,
        MetadataFieldsType,
        PointCloudMetadataFields,
        RasterMetadataFields,
    )

    assert set(typing.get_args(MetadataFieldsType)) == {
        ImageMetadataFields,
        RasterMetadataFields,
        PointCloudMetadataFields,
    }
    assert isinstance(RasterMetadataFields(name="x"), MetadataFieldsType)
