#include "processing/steps/hashstep.h"

#include "processing/stepparameter.h"
#include "processing/steps/bodydevice.h"
#include "processing/steps/wholebody.h"

#include <QCoreApplication>

#include <openssl/evp.h>

#include <array>

namespace sluice {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("HashStep", text);
}

struct Algorithm
{
    QLatin1StringView name;
    const EVP_MD *(*digest)();
};

const std::array algorithms{
    Algorithm{QLatin1StringView("sha256"), EVP_sha256},
    Algorithm{QLatin1StringView("sha1"), EVP_sha1},
    Algorithm{QLatin1StringView("md5"), EVP_md5},
    Algorithm{QLatin1StringView("blake2b"), EVP_blake2b512},
};

const EVP_MD *digestOf(QStringView name)
{
    for (const auto &algorithm : algorithms) {
        if (name == algorithm.name)
            return algorithm.digest();
    }
    return nullptr;
}

using Context = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

// Well under a millisecond of the slowest algorithm, and large enough that system calls do not count.
constexpr qint64 pieceSize = 256 * 1024;

/// Feeds all of the device to the digest.
Result<void> feed(BodyDevice *device, EVP_MD_CTX *context, const CancelToken &token)
{
    QByteArray piece(std::min(pieceSize, std::max<qint64>(device->size(), 1)), Qt::Uninitialized);
    while (true) {
        const qint64 count = device->read(piece.data(), piece.size());
        if (token.isCancelled())
            return Cancelled{};
        if (count < 0)
            return stepFailure(tr("the file cannot be read: %1").arg(device->errorString()));
        if (count == 0)
            return success();
        if (EVP_DigestUpdate(context, piece.constData(), static_cast<size_t>(count)) != 1)
            return stepFailure(tr("the checksum cannot be computed"));
    }
}

/// "sha256" of "SHA-256:ab12…"; empty when nothing or something unknown stands before a colon.
QString algorithmNamedBy(const QString &checksum)
{
    if (!checksum.contains(u':'))
        return {};
    const auto prefix = checksum.section(u':', 0, 0).trimmed().toLower().remove(u'-');
    return digestOf(prefix) ? prefix : QString();
}

Result<void> compare(const QString &algorithm, const QString &checksum, const QJsonObject &columns,
                     const QString &column)
{
    if (!columns.contains(column))
        return stepFailure(tr("there is no column “%1” to compare the checksum with").arg(column));
    const auto said = columns.value(column).toVariant().toString().trimmed(); // digits alone may have become a number
    if (said.isEmpty())
        return stepFailure(tr("column “%1” has no checksum to compare with").arg(column));
    const auto named = algorithmNamedBy(said);
    if (!named.isEmpty() && named != algorithm)
        return stepFailure(tr("column “%1” holds a checksum by %2, but %3 is computed").arg(column, named, algorithm));
    const auto expected = named.isEmpty() ? said : said.section(u':', 1).trimmed();
    if (expected.compare(checksum, Qt::CaseInsensitive) != 0)
        return stepFailure(tr("the checksum is %1, but column “%2” says %3").arg(checksum, column, expected));
    return success();
}

} // namespace

QString HashStep::name() const
{
    return QStringLiteral("hash");
}

Result<StepOutput> HashStep::run(StepInput input, const StepFolders &, CancelToken token) const
{
    const Context context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    if (!context || EVP_DigestInit_ex(context.get(), digestOf(m_algorithm), nullptr) != 1)
        return stepFailure(tr("the cryptography library of this system refuses %1").arg(m_algorithm));
    {
        BodyDevice device(input.body, token);
        if (!device.openForReading())
            return stepFailure(tr("the file cannot be opened: %1").arg(device.errorString()));
        const auto fed = feed(&device, context.get(), token);
        if (fed.cancelled())
            return Cancelled{};
        if (fed.failed())
            return fed.error();
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_DigestFinal_ex(context.get(), digest.data(), &size) != 1)
        return stepFailure(tr("the checksum cannot be computed"));
    const QByteArrayView bytes(digest.data(), static_cast<qsizetype>(size));
    const auto checksum = QString::fromLatin1(bytes.toByteArray().toHex());
    if (!m_verify.isEmpty()) {
        if (const auto same = compare(m_algorithm, checksum, input.columns, m_verify); !same)
            return same.error();
    }
    return StepOutput{std::move(input.body), {{m_algorithm, checksum}}};
}

StepKind hashStepKind()
{
    QStringList names;
    for (const auto &known : algorithms)
        names.append(known.name);

    StepKind kind;
    kind.name = QStringLiteral("hash");
    kind.sentence = tr("Computes a checksum of the body.");
    kind.parameters = {choiceParameter(QStringLiteral("algorithm"), names,
                                       tr("Which checksum to compute; its name becomes the name of the column.")),
                       textParameter(QStringLiteral("verify"), {},
                                     tr("The column with the expected checksum, as in ab12… or sha256:ab12…: fails "
                                        "when the body has another."))};
    kind.columns = {{QStringLiteral("sha256 …"),
                     tr("The checksum, in lower-case hexadecimal; the column is named after the algorithm.")}};
    kind.make = [](const QVariantMap &values) -> Result<std::shared_ptr<const Step>> {
        return {std::make_shared<const HashStep>(values.value(QStringLiteral("algorithm")).toString(),
                                                 values.value(QStringLiteral("verify")).toString())};
    };
    return kind;
}

} // namespace sluice
