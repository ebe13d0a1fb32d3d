#include "engine/importsource.h"

#include "engine/standardinput.h"
#include "formats/folderreader.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

namespace sluice {

namespace {

Result<std::unique_ptr<ListReader>> openText(const QByteArray &text, const ListOptions &options)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(text);
    buffer->open(QIODevice::ReadOnly);
    return openList(std::move(buffer), options);
}

} // namespace

ImportSource ImportSource::of(const QString &argument)
{
    if (argument == QLatin1StringView("-"))
        return {Kind::Stdin, {}};
    if (argument.contains(QLatin1StringView("://"))) {
        const auto path = QUrl(argument).toLocalFile();
        return !path.isEmpty() && QFileInfo(path).isDir() ? ImportSource{Kind::Folder, path}
                                                          : ImportSource{Kind::Address, argument};
    }
    const QFileInfo file(argument);
    if (file.isDir())
        return {Kind::Folder, argument};
    if (!file.exists() && GlobPattern::isPattern(argument))
        return {Kind::Glob, argument};
    if (isListName(argument))
        return {Kind::ListFile, argument};
    return {Kind::Address, argument};
}

QString ImportSource::name() const
{
    switch (kind) {
    case Kind::ListFile:
    case Kind::Address:
    case Kind::Folder:
    case Kind::Glob:
        return text;
    case Kind::Text:
        return QCoreApplication::translate("ListImport", "pasted text");
    case Kind::Stdin:
        return QStringLiteral("-");
    }
    Q_UNREACHABLE();
}

Result<std::unique_ptr<ListReader>> ImportSource::open(ListOptions options, std::stop_token stop) const
{
    switch (kind) {
    case Kind::ListFile:
        return openList(text, options);
    case Kind::Text:
        return openText(text.toUtf8(), options);
    case Kind::Stdin:
        return openList(std::make_unique<StandardInput>(std::move(stop)), options);
    case Kind::Address:
        options.format = QStringLiteral("txt"); // a list of one
        return openText(text.toUtf8(), options);
    case Kind::Folder:
        return openFolder(text, std::move(stop));
    case Kind::Glob:
        return openGlob(text, std::move(stop));
    }
    Q_UNREACHABLE();
}

} // namespace sluice
