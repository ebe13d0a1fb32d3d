#include "engine/previewinput.h"

#include "core/address.h"
#include "core/humanize.h"
#include "fetch/redirect.h"
#include "scheduling/attempt.h"
#include "scheduling/spillsink.h"
#include "store/projectreader.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("PreviewInput", text);
}

Result<LoadedInput> fileInput(const PreviewTarget &target)
{
    const auto path = target.url.toLocalFile();
    const QFileInfo file(path);
    if (!file.isFile() || !file.isReadable())
        return Error{ErrorKind::Input, tr("The file %1 cannot be read.").arg(path)};
    LoadedInput loaded{{Body{{}, path, {}}, target.columns, target.job, target.url}, {}, file.lastModified()};
    loaded.shown.address = path;
    loaded.shown.columns = previewOf(target.columns);
    loaded.shown.body.size = file.size();
    return loaded;
}

} // namespace

Result<PreviewTarget> targetOf(const PreviewSource &source, const QString &projectPath)
{
    if (!source.job) {
        const auto url = parseAddress(source.text);
        if (!url)
            return Error{ErrorKind::Input, tr("“%1” cannot be used: %2").arg(source.text, url.error().message)};
        return PreviewTarget{{}, url.value(), {}};
    }
    const auto reader = ProjectReader::open(projectPath);
    if (!reader)
        return reader.error();
    const auto rows = reader.value()->rows({*source.job});
    if (!rows)
        return rows.error();
    if (rows.value().empty()) {
        return Error{ErrorKind::Input, tr("There is no job %1 in this project (any more). Select another one.")
                                           .arg(humanCount(number(*source.job)))};
    }
    const auto &row = rows.value().front();
    return PreviewTarget{row.id, QUrl(row.url), row.extra};
}

QCoro::Task<Result<LoadedInput>> loadInput(PreviewTarget target, ProjectOptions options, Fetcher *fetcher,
                                           QString scratchFolder, CancelToken token)
{
    if (target.url.isLocalFile())
        co_return fileInput(target);
    const auto begun = std::chrono::steady_clock::now();
    const auto elapsed = [begun] {
        return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - begun);
    };
    const auto &limits = options.limits;
    SpillSink sink(limits.maxMemoryBytes, scratchFolder);
    FetchRequest request{target.url, "GET", {}, {}, limits.maxBodyBytes};
    request.headers.assign(options.headers.begin(), options.headers.end());
    for (int hop = 0; hop <= maxRedirects; ++hop) {
        const auto timeLeft = std::max(limits.attemptTimeout - elapsed(), Duration(1));
        request.deadlines = {limits.connectTimeout, limits.idleTimeout, timeLeft};
        const auto report = co_await fetcher->fetch(request, &sink, token);
        if (report.ending.cancelled())
            co_return Cancelled{};
        if (report.ending.failed())
            co_return report.ending.error();
        auto next = redirectOf(target.url, request, report.response);
        if (next.failed())
            co_return next.error();
        if (next.value()) {
            request = std::move(*next.value());
            continue;
        }
        const auto judged = judgeStatus(request, report.response);
        if (judged.failed())
            co_return judged.error();
        const auto contentType = QString::fromLatin1(report.response.header("Content-Type"));
        auto body = sink.take(contentType);
        if (!body)
            co_return body.error();
        const auto &kept = body.value();
        const auto size = kept.isFile() ? QFileInfo(kept.file).size() : kept.data.size();
        LoadedInput loaded{{std::move(body).value(), target.columns, target.job, target.url, request.url}, {}, {}};
        loaded.shown.address = request.url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
        loaded.shown.status = report.response.status;
        loaded.shown.took = elapsed();
        loaded.shown.columns = previewOf(target.columns);
        loaded.shown.body.size = size;
        loaded.shown.body.contentType = contentType;
        co_return loaded;
    }
    co_return Error{ErrorKind::Protocol,
                    tr("More than %1 redirects: the addresses seem to lead in a circle.").arg(maxRedirects)};
}

} // namespace sluice
