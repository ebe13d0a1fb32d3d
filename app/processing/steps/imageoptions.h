// What the image steps have in common in recipes and in results.
#pragma once

#include "processing/step.h"
#include "processing/steps/imageencoding.h"

#include <QSize>

namespace sluice {

/// The names of the formats that images are written in; jpeg is the first.
QStringList writtenFormats();

StepParameter qualityParameter();

/// The `format` and `quality` of a step of that name; fails when this installation cannot write the format.
Result<ImageEncoding> imageEncodingOf(const QString &step, const QVariantMap &values);

/// image_width and image_height, in px of the upright original.
std::vector<StepColumn> imageSizeColumns();
QJsonObject imageSizeValues(QSize original);

/// image_format: the name of the format.
StepColumn imageFormatColumn();

} // namespace sluice
